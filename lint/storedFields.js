import { refuse } from './refuse.js';

// A stored customer is read as it is stored, under names of one or two letters (`item['ct']?.M?.['email']`). One file
// says what they mean; whoever else needs a field asks that file. `pk` and `sk` are the keys of every item.
const NAME = '/^(?!pk$|sk$)[a-z]{1,2}$/';
/** Those that are no word and no language, so that they mean a field wherever they stand. */
const PLAIN = '/^(b|v|ca|cs|em|lg|tz|ct|sp|sg|lf|ev|fb|cg)$/';
/** What items are called, and maps inside them; tables of constants (`FOOTERS['en']`) are none. */
const ITEMS = ':matches([object.type="Identifier"][object.name!=/^[A-Z_]+$/], [object.property.name="M"])';

const selectors = [
  `MemberExpression[computed=true][property.value=${NAME}]${ITEMS}`,
  `Property[key.name="fields"] ArrayExpression > Literal[value=${NAME}]`,
  `CallExpression > ArrayExpression > Literal[value=${PLAIN}]`,
  `ObjectPattern > Property[key.name=/^(ca|cs|em|lg|ct|sp|sg|lf|ev|fb|cg)$/]`,
];

export const storedFields = refuse(
  selectors.join(', '),
  'core/customers/storedCustomer.ts owns the names of stored fields: ask it for this one.',
);
