// How other FHIR R4 servers answer, each a switch of server.mjs. All of this is allowed by R4, and was seen at a server that keeps
// its resources in a relational database.
import { randomUUID } from 'node:crypto';

const NAMES = { 200: 'OK', 201: 'Created', 204: 'No Content', 400: 'Bad Request', 404: 'Not Found', 409: 'Conflict', 412: 'Precondition Failed' };
const REUSE_MS = 60000, LARGEST_PAGE = 200;

// --plain-entries: a status with its words, a version without W/"", a place relative to the base, an outcome beside a success.
export function plainEntries(bundle) {
  return { ...bundle, entry: bundle.entry.map(({ response, resource }) => {
    const status = Number.parseInt(response.status), m = status < 300 ? resource?.meta : undefined;
    return { ...(resource && { resource }), response: { status: `${status} ${NAMES[status] ?? ''}`.trim(),
      ...(m && { location: `${resource.resourceType}/${resource.id}/_history/${m.versionId}`, etag: m.versionId, lastModified: m.lastUpdated }),
      outcome: status < 300 ? { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational', diagnostics: 'done' }] } : response.outcome } };
  }) };
}

// --minimal: whatever is asked for by Prefer, what was written is not sent back: one's own ETag and Location must do.
export const minimalEntries = (bundle) => ({ ...bundle, entry: bundle.entry.map(({ response }) => ({ response })) });

// --narrative: a text for people, made of the rest, with every Patient and Organization that has none.
export function withNarrative(resource) {
  if (Array.isArray(resource?.entry)) return { ...resource, entry: resource.entry.map((e) => (e.resource ? { ...e, resource: withNarrative(e.resource) } : e)) };
  if (!/^(Patient|Organization)$/.test(resource?.resourceType) || resource.text) return resource;
  return { ...resource, text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">made by the server</div>' } };
}

// --references: the first reference to a resource of this server that is not here.
export function missingReference(value, has) {
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const [, type, id] = (key === 'reference' && typeof inner === 'string' && /^([A-Z]\w+)\/([A-Za-z0-9.-]+)$/.exec(inner)) || [];
    const found = type ? !has(type, id) && inner : missingReference(inner, has);
    if (found) return found;
  }
  return undefined;
}

// --stored-searches: what was found is remembered as ids, and a next link names the memory: no total, pages of 200 at most. The same
// search within a minute finds what it found, unless the request forbids it by Cache-Control: no-cache.
export class StoredSearches {
  byId = new Map();
  byQuery = new Map();
  find(query, fresh, search) {
    const old = this.byQuery.get(query);
    if (!fresh && old && performance.now() - old.at < REUSE_MS) return old;
    const made = { id: randomUUID(), at: performance.now(), rows: search() };
    this.byQuery.set(query, made);
    this.byId.set(made.id, made);
    return made;
  }
  page(stored, offset, count, { base, entry, elements }) {
    const size = Math.min(count, LARGEST_PAGE), end = offset + size;
    const words = new URLSearchParams({ _getpages: stored.id, _getpagesoffset: end, _count: size, ...(elements && { _elements: elements }) });
    const more = size > 0 && end < stored.rows.length, rows = stored.rows.slice(offset, end).map(entry).filter(Boolean);
    return { resourceType: 'Bundle', id: stored.id, type: 'searchset', ...(more ? {} : { total: stored.rows.length }),
      link: [{ relation: 'self', url: base }, ...(more ? [{ relation: 'next', url: `${base}?${words}` }] : [])], entry: rows.length ? rows : undefined };
  }
}
