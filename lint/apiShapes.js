import { refuse } from './refuse.js';

/** zod's ways to say what an object looks like, full and mini. */
const OBJECTS = '/^(object|looseObject|strictObject|interface)$/';

export const apiShapes = refuse(
  `CallExpression[callee.object.name=/^z/][callee.property.name=${OBJECTS}]`,
  'contract/ says what the API looks like: read the schema from there, or put it there first',
);
