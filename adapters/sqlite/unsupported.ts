import { PeykError } from '../../core/shared/errors.ts';

/**
 * Something that DynamoDB knows and this engine does not, because no store asks for it. It is an error of the program,
 * never of its input: teach the engine, and the contract suite with it.
 */
export class UnsupportedError extends PeykError {
  override readonly name = 'UnsupportedError';
  constructor(what: string, text: string) {
    super(`the embedded engine does not know ${what} "${text}"`);
  }
}
