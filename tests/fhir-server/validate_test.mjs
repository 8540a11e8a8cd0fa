// validate.mjs finds what it must find: node --test validate_test.mjs
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

const tool = new URL('validate.mjs', import.meta.url).pathname;
const run = (text, ...more) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'validate-')), file = path.join(dir, 'a.ndjson');
  fs.writeFileSync(file, text);
  const { status, stdout } = spawnSync(process.execPath, [tool, file, ...more], { encoding: 'utf8' });
  fs.rmSync(dir, { recursive: true });
  return { status, stdout };
};
const line = (o) => JSON.stringify(o) + '\n';
const hospital = { resourceType: 'Organization', id: 'h', name: '江畔市第一人民医院' };
const dept = { resourceType: 'Organization', id: 'd', name: '心内科', partOf: { reference: 'Organization/h' } };

const bad = {
  'a truncated line': [line(hospital) + line(dept).slice(0, 40) + '\n', /a\.ndjson:2: not JSON/],
  'a cut-off last line': [line(hospital).trimEnd(), /no newline/],
  'an empty line': ['\n' + line(hospital), /a\.ndjson:1: empty line/],
  'an unknown property': [line({ ...hospital, colour: 'red' }), /a\.ndjson:1: .*colour/],
  'an unknown type': [line({ resourceType: 'Hospital', id: 'h' }), /a\.ndjson:1: Unknown resource type/],
  'a code outside a required value set': [line({ resourceType: 'Patient', id: 'p', gender: 'x' }), /a\.ndjson:1: Code "x"/],
  'a missing required element': [line({ resourceType: 'Slot', id: 's', status: 'free' }), /a\.ndjson:1: .*Slot\./],
  'a broken invariant': [line({ resourceType: 'Appointment', id: 'a', status: 'booked', participant: [{ status: 'accepted', type: [{ text: 'x' }] }] }), /a\.ndjson:1: .*app-3/],
  'an empty string': [line({ ...hospital, name: '' }), /a\.ndjson:1: Empty value/],
  'a resource without id': [line({ ...hospital, id: undefined }), /a\.ndjson:1: Organization without id/],
  'an id twice': [line(hospital) + line(hospital), /a\.ndjson:2: resource Organization\/h is also in .*a\.ndjson:1/],
  'a reference to nothing': [line(dept), /a\.ndjson:1: reference Organization\/h at Organization\.partOf/],
};
test('whole and linked resources pass', () => {
  const { status, stdout } = run(line(hospital) + line(dept));
  assert.equal(status, 0, stdout);
  assert.match(stdout, /2 resources/);
});
test('--loose lets references lead outside', () => assert.equal(run(line(dept), '--loose').status, 0));
for (const [what, [text, reason]] of Object.entries(bad)) {
  test(`${what} is refused with file, line and reason`, () => {
    const { status, stdout } = run(text);
    assert.equal(status, 1, stdout);
    assert.match(stdout, reason);
  });
}
