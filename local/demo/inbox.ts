import { messagePageSchema } from '../inbox/message.ts';
import { readLetter, type Letter } from '../simulator/letters.ts';

const PAGE = 500;

/** Everybody's newest letter, by address: what the simulated customers find when they look. */
export async function collectLetters(inboxUrl: string): Promise<Map<string, Letter>> {
  const letters = new Map<string, Letter>();
  for (let after = 0; ;) {
    const response = await fetch(`${inboxUrl}/messages?after=${after}&limit=${PAGE}&bodies=true`);
    const { items } = messagePageSchema.parse(await response.json());
    for (const message of items) {
      const letter = readLetter(message);
      letters.set(letter.to, letter);
    }
    const last = items.at(-1);
    if (!last) return letters;
    after = last.seq;
  }
}
