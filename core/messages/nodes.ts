import { z } from 'zod';

/**
 * How a value is written where it stands: `html` escaped and bidi-isolated, `attribute` escaped only (an element
 * cannot stand there), `text` and `subject` plain with isolating characters, `url` one of our own signed links.
 */
const MODES = ['html', 'attribute', 'text', 'subject', 'url'] as const;
export type Mode = (typeof MODES)[number];

/** Where a value is looked up: `up` scopes outwards, then own keys inwards; `at` is the loop's index, first or last. */
const pathSchema = z.object({
  up: z.number().int(),
  keys: z.array(z.string()),
  at: z.enum(['index', 'first', 'last']).exactOptional(),
});
export type Path = z.infer<typeof pathSchema>;

/** A template in the only language it may be written in: text, values, if, each, with. Plain JSON, no code. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly path: Path; readonly mode: Mode }
  | {
      readonly kind: 'if' | 'each' | 'with';
      readonly path: Path;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

const nodeSchema: z.ZodType<TemplateNode> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('value'), path: pathSchema, mode: z.enum(MODES) }),
    z.object({
      kind: z.enum(['if', 'each', 'with']),
      path: pathSchema,
      body: z.array(nodeSchema),
      otherwise: z.array(nodeSchema),
    }),
  ]),
);

const partsSchema = z.object({ subject: z.string(), html: z.string(), text: z.string() });

/** A compiled message: what SES gets once per call, and what is worked out per recipient. */
export const compiledTemplateSchema = z.object({
  /** Subject, HTML and text with flat slots `{{s0}}`, the only substitution SES inline templates know. */
  skeleton: partsSchema,
  slots: z.array(z.object({ name: z.string(), node: nodeSchema })),
  /** The merge fields the template reads, sorted; links are not among them. */
  fields: z.array(z.string()),
  /** The template is written right to left: every value in it is isolated. */
  rtl: z.boolean(),
});
export type CompiledTemplate = z.infer<typeof compiledTemplateSchema>;
