import {
  ALLOWED_CATCH_FIELDS,
  ALLOWED_CHOICE_FIELDS,
  ALLOWED_FIELDS,
  ALLOWED_MACHINE_FIELDS,
  ALLOWED_PARAMETERS,
  ALLOWED_PATH,
  ALLOWED_RETRY_FIELDS,
  placeholderOf,
} from './allowedFeatures.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Every state of a workflow, those inside Map states included, by name. */
export function statesOf(machine: unknown): Map<string, Json> {
  const found = new Map<string, Json>();
  const walk = (part: unknown) => {
    if (!isObject(part) || !isObject(part['States'])) return;
    for (const [name, state] of Object.entries(part['States'])) {
      if (!isObject(state)) continue;
      found.set(name, state);
      walk(state['ItemProcessor']);
    }
  };
  walk(machine);
  return found;
}

/** What a workflow uses beyond the allowed features, in words; empty when it may be loaded. */
export function problemsOf(machine: unknown): string[] {
  return isObject(machine) ? machineProblems(machine, 'workflow') : ['workflow: must be an object'];
}

function machineProblems(machine: Json, where: string): string[] {
  const states = isObject(machine['States']) ? machine['States'] : {};
  return [
    ...unknownFields(machine, ALLOWED_MACHINE_FIELDS, where),
    ...Object.entries(states).flatMap(([name, state]) =>
      isObject(state) ? stateProblems(name, state) : [`${name}: must be an object`],
    ),
  ];
}

function stateProblems(name: string, state: Json): string[] {
  const allowed = ALLOWED_FIELDS[String(state['Type'])];
  if (!allowed) return [`${name}: state type ${String(state['Type'])} is not allowed`];
  const processor = state['ItemProcessor'];
  return [
    ...unknownFields(state, allowed, name),
    ...pathProblems(state, name),
    ...parameterProblems(state, name),
    ...(state['Type'] === 'Task' && state['Resource'] !== placeholderOf(name)
      ? [`${name}: Resource must be ${placeholderOf(name)}`]
      : []),
    // The runner's own limit is 60 s and AWS has none: the same limit must hold on both.
    ...(state['Type'] === 'Task' && state['TimeoutSeconds'] === undefined ? [`${name}: needs TimeoutSeconds`] : []),
    ...objectsIn(state['Choices']).flatMap((rule) => [
      ...unknownFields(rule, ALLOWED_CHOICE_FIELDS, `${name}.Choices`),
      ...pathProblems(rule, `${name}.Choices`),
    ]),
    ...objectsIn(state['Retry']).flatMap((rule) => unknownFields(rule, ALLOWED_RETRY_FIELDS, `${name}.Retry`)),
    ...objectsIn(state['Catch']).flatMap((rule) => [
      ...unknownFields(rule, ALLOWED_CATCH_FIELDS, `${name}.Catch`),
      ...pathProblems(rule, `${name}.Catch`),
      // Without it the runner and AWS differ in what the next state sees.
      ...(rule['ResultPath'] === undefined ? [`${name}.Catch: needs ResultPath`] : []),
    ]),
    ...(isObject(processor) ? machineProblems(processor, `${name}.ItemProcessor`) : []),
  ];
}

function parameterProblems({ Parameters }: Json, where: string): string[] {
  return Object.entries(isObject(Parameters) ? Parameters : {})
    .filter(([field, path]) => !field.endsWith('.$') || !isParameter(String(path)))
    .map(([field, path]) => `${where}: parameter ${field} = ${String(path)} is not allowed`);
}

const isParameter = (path: string) => ALLOWED_PARAMETERS.includes(path) || ALLOWED_PATH.test(path);

function unknownFields(part: Json, allowed: readonly string[], where: string): string[] {
  return Object.keys(part)
    .filter((field) => !allowed.includes(field))
    .map((field) => `${where}: ${field} is not allowed`);
}

function pathProblems(part: Json, where: string): string[] {
  const selector = isObject(part['ItemSelector']) ? Object.values(part['ItemSelector']) : [];
  const named = Object.entries(part)
    .filter(([field]) => field.endsWith('Path') || field === 'Variable')
    .map(([, value]) => value);
  return [...named, ...selector]
    .filter((path) => path !== null && !(typeof path === 'string' && ALLOWED_PATH.test(path)))
    .map((path) => `${where}: path ${String(path)} is not allowed`);
}
