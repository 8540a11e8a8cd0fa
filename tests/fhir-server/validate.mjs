// Checks NDJSON files as strictly as the test server does on a write, and that every reference leads to a resource in the
// same set of files. Prints file:line and the reason of each defect; exit code 1 if there is any, 2 if used wrongly.
//   node validate.mjs FILE.ndjson ... [--loose]    --loose: no ids needed, references may lead outside (examples.ndjson)
import fs from 'node:fs';
import { validate } from './validate-lib.mjs';

const args = process.argv.slice(2), loose = args.includes('--loose'), files = args.filter((a) => !a.startsWith('--'));
if (!files.length || args.some((a) => a.startsWith('--') && a !== '--loose')) {
  console.error('usage: node validate.mjs FILE.ndjson ... [--loose]');
  process.exit(2);
}
let defects = 0, count = 0;
const defect = (where, why) => { defects++; console.log(`${where}: ${why}`); };
const reason = (e) => (e.outcome?.issue ?? []).map((i) =>
  [i.details?.text ?? i.diagnostics ?? i.code, i.expression?.join(', ')].filter(Boolean).join(' at ')).join('; ') || e.message;
const known = new Map(), refs = [], systems = new Map(); // known: Type/id -> where; systems: type + system|value -> where

function walk(v, where, path) {
  if (typeof v !== 'object' || v === null) return;
  if (typeof v.reference === 'string') refs.push({ to: v.reference, where, path });
  for (const [k, x] of Object.entries(v)) walk(x, where, Array.isArray(v) ? path : `${path}.${k}`);
}
function once(map, key, where, what) {
  if (map.has(key)) defect(where, `${what} ${key} is also in ${map.get(key)}`);
  else map.set(key, where);
}
function checkLine(line, where) {
  if (line === '') return defect(where, 'empty line');
  let r;
  try { r = JSON.parse(line); } catch (e) { return defect(where, `not JSON: ${e.message}`); }
  try { validate(r); } catch (e) { return defect(where, reason(e)); }
  count++;
  if (!r.id) return loose || defect(where, `${r.resourceType} without id`);
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(r.id)) defect(where, `id ${JSON.stringify(r.id)} is not a FHIR id`);
  once(known, `${r.resourceType}/${r.id}`, where, 'resource');
  for (const i of Array.isArray(r.identifier) ? r.identifier : []) once(systems, `${r.resourceType} ${i.system}|${i.value}`, where, 'identifier');
  walk(r, where, r.resourceType);
}
for (const file of files) {
  const bytes = fs.readFileSync(file);
  if (bytes.length && bytes.at(-1) !== 10) defect(file, 'last line has no newline (cut off?)');
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD')) defect(file, 'not clean UTF-8');
  text.replace(/\n$/, '').split('\n').forEach((line, n) => checkLine(line, `${file}:${n + 1}`));
}
for (const { to, where, path } of refs) {
  if (!/^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(to)) { if (!loose) defect(where, `reference ${to} at ${path} is not Type/id`); }
  else if (!known.has(to) && !loose) defect(where, `reference ${to} at ${path} is in none of the files`);
}
console.log(defects ? `${defects} defects in ${files.length} files` : `${count} resources in ${files.length} files, all valid${loose ? '' : `, ${refs.length} references all resolved`}`);
process.exitCode = defects ? 1 : 0;
