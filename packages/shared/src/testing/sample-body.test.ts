import { expect, test } from 'vitest';
import { bodyFault, eventBodies } from '../sync/event-types.ts';
import { currentVersion } from '../sync/upcast.ts';
import { sampleBody } from './sample-body.ts';

let made = 0;
const newId = () => `01a20e9e-eb55-73b3-a54a-${String((made += 1)).padStart(12, '0')}`;

test.each(Object.entries(eventBodies))('%s has a sample that is read', (type, schema) => {
  expect(bodyFault({ type, v: currentVersion(type), body: sampleBody(schema, newId) })).toBeUndefined();
});
