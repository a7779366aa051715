import type { PercentileMetric } from '../population/populationStatistics.ts';
import type { EvaluationContext } from './evaluation/context.ts';
import type { Test } from './evaluation/tests.ts';
import type { Values } from '../customers/storedValues.ts';
import type { Said } from './operands/said.ts';
import type { Fields } from './parsing/fields.ts';
import type { ColumnReader } from './transitions/columnReader.ts';
import type { NextTransition } from './transitions/nextTransition.ts';

/**
 * Everything that is to be known of one kind of clause. `Key` is the field that marks it in JSON, `Own` the rule it is
 * read to, `Operands` what a sentence about it is made of. Registered in table.ts, which the rest asks.
 */
export interface Clause<Key extends string, Own extends object, Operands> {
  readonly key: Key;
  /** Reads the clause at `path`. Throws ValidationError with the path of the first issue. */
  parse(fields: Fields, path: string): Own;
  /** Makes a closure that holds or not for a customer as stored; it is asked millions of times and makes no garbage. */
  compile(rule: Own, segments: CompiledSegments): Test;
  /** What the clause looked at for a customer; `holds` is its answer. */
  explain(rule: Own, item: Values, context: EvaluationContext, holds: boolean): Explained;
  /** What every language says of it, under `key`. Where there are several parts, all of them must hold. */
  describe(rule: Own, names: Names): readonly Said<Operands>[];
  /** When time alone can next change its answer about a customer; undefined where it never can. */
  timeDependence?(rule: Own, columns: ColumnReader): NextTransition | undefined;
  /** The stored fields it reads, of a map the one entry ("at/city"). */
  fields(rule: Own): readonly string[];
  /** What changes its answer although nothing was written to the customer and no day has come. */
  externalDependency?(rule: Own): ExternalDependency | undefined;
  /** The segment whose rule it asks (an id). */
  segment?(rule: Own): string;
  /** The campaign it asks about (an id). */
  campaign?(rule: Own): string;
  /** What a refresh has to count of everybody for it. */
  distribution?(rule: Own): { readonly metric: PercentileMetric; readonly within: string | undefined };
}

/** What was fitted over all customers, or what was sent. */
export type ExternalDependency = 'population' | 'sends';

/** The rules of other segments, each compiled once. */
interface CompiledSegments {
  segment(id: string): Test;
}

/** What segments and campaigns are called; a campaign without a name is called by its id. */
export interface Names {
  segment(id: string): string;
  campaign?(id: string): string;
}

/**
 * Why a clause has nothing to compare with: no order in the workspace's currency, nothing fitted yet, not fitted for this
 * window (the rule is younger than the last refresh), or refused for too little data.
 */
export type MissingReason = 'noOrder' | 'notFitted' | 'windowNotFitted' | 'refused';

export interface Explained {
  /** What the clause looked at, null where there was nothing. */
  readonly value: unknown;
  readonly reason?: MissingReason;
  /** What a customer in a percentile has more (at the bottom: less) than, to half a per cent. */
  readonly limit?: number;
  /** Properties of events before this day (ISO date) are no longer known, and the clause looks further back. */
  readonly knownFrom?: string;
}
