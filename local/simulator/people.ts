import { PERSONAS, type Persona } from './personas.ts';
import type { Random } from './random.ts';

type ShopLanguage = 'en' | 'fa' | 'uk';

/** One customer of the sample shop. */
export interface Person {
  readonly id: string;
  readonly persona: Persona;
  readonly language: ShopLanguage;
  readonly firstName: string;
  readonly city: string;
  readonly country: string;
  readonly timeZone: string;
  readonly email: string;
  readonly consent: boolean;
  readonly birthday: string;
  readonly tags: readonly string[];
}

type Place = readonly [city: string, country: string, timeZone: string];

const PLACES: Readonly<Record<ShopLanguage, readonly [Place, ...Place[]]>> = {
  en: [
    ['London', 'GB', 'Europe/London'],
    ['Dublin', 'IE', 'Europe/Dublin'],
    ['Toronto', 'CA', 'America/Toronto'],
  ],
  fa: [
    ['تهران', 'IR', 'Asia/Tehran'],
    ['شیراز', 'IR', 'Asia/Tehran'],
    ['کابل', 'AF', 'Asia/Kabul'],
  ],
  uk: [
    ['Київ', 'UA', 'Europe/Kyiv'],
    ['Львів', 'UA', 'Europe/Kyiv'],
    ['Одеса', 'UA', 'Europe/Kyiv'],
  ],
};

const NAMES = {
  en: ['Amelia', 'Oliver', 'Isla', 'George', 'Ava', 'Noah', 'Emily', 'Arthur', 'Grace', "D'Arcy"],
  fa: ['سارا', 'علی', 'مریم', 'رضا', 'زهرا', 'امیرحسین', 'نگار', 'پویا', 'شیرین', 'کیان'],
  uk: ['Олена', 'Тарас', 'Софія', 'Богдан', 'Марія', 'Андрій', 'Ірина', "В'ячеслав", 'Юлія', 'Назар'],
} as const;

const INTERESTS = ['books', 'tea', 'stationery', 'music', 'gifts'] as const;

function personaAt(position: number): Persona {
  let sum = 0;
  for (const persona of PERSONAS) {
    sum += persona.share;
    if (position < sum) return persona;
  }
  return PERSONAS[0];
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Makes the `index`-th customer. Personas are dealt in fixed shares; everything else is drawn. */
export function makePerson(index: number, random: Random): Person {
  const language = random.pick(['en', 'fa', 'uk'] as const);
  const [city, country, timeZone] = random.pick(PLACES[language]);
  const id = `C${String(index + 1).padStart(5, '0')}`;
  return {
    id,
    persona: personaAt(random.next()),
    language,
    firstName: random.pick(NAMES[language]),
    city,
    country,
    timeZone,
    email: `${id.toLowerCase()}@customers.example`,
    consent: random.chance(0.92),
    birthday: `${random.between(1955, 2006)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`,
    tags: INTERESTS.filter(() => random.chance(0.35)),
  };
}
