import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const eslint = new ESLint();

/** What `rule`, set as it is for the file at `path`, says about `text`. Rules that ask for types need a real file. */
export async function messagesOf(rule: string, path: string, text: string): Promise<readonly string[]> {
  const { plugins, rules } = (await eslint.calculateConfigForFile(path)) as Linter.Config;
  const options = rules?.[rule] ?? 'off';
  const config: Linter.Config = {
    files: ['**/*.{ts,tsx}'],
    ...(plugins && { plugins }),
    languageOptions: { parser: tseslint.parser },
    rules: { [rule]: options },
  };
  return new Linter().verify(text, [config], { filename: path }).map(({ message }) => message);
}
