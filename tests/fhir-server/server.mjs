// FHIR R4 test server. The FHIR work is Medplum's (Apache-2.0): FhirRouter (REST routes, batch and transaction, conditional
// create and update), its search parser and matcher, and its StructureDefinition validator. This wrapper adds what Medplum's
// MemoryRepository leaves out: validation on write, required codes, rollback, paging links, _elements, ETag and Location,
// CapabilityStatement, auth, and a file that is replayed at the next start. For tests only: memory, no TLS.
//   node server.mjs [--port 8090] [--host 127.0.0.1] [--data store.ndjson] [--token T] [--client ID:SECRET]
//     [--clock FILE]        lives so many ms ahead of the machine's time as the file says, read at every look (as foyer's in tests)
//     [--no-update-create]  PUT on an unknown id answers 404 (as Medplum) instead of creating it (as HAPI)
//     [--conflict 409]      a failed If-Match answers 409 (as HAPI) instead of 412 (the spec, Medplum)
//     [--racing]            but 500 when the change that came first is younger than 200 ms
//     [--no-transactions]   a transaction runs as a mere batch (as Medplum without its 'transaction-bundles' feature)
//     [--cold MS]           the first bundle takes so long
//     [--full-urls]         a bundle is refused where an entry has no fullUrl, as servers do that validate
//     [--stored-searches] [--plain-entries] [--minimal] [--narrative] [--references]    manners of other servers, see manner.mjs
// POST /again?--conflict+409 with resources, one a line, as body: begins anew with those words and that store, for a test that
// needs a fresh server and not one second of start.
import http from 'node:http';
import fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { core, fail, types, validate } from './validate-lib.mjs';
import { StoredSearches, minimalEntries, missingReference, plainEntries, withNarrative } from './manner.mjs';
const { FhirRouter, FhirRepository, MemoryRepository } = await import('@medplum/fhir-router');

let words = process.argv.slice(2);
const arg = (name, otherwise) => (words.includes('--' + name) ? words[words.indexOf('--' + name) + 1] : otherwise);
const flag = (name) => words.includes('--' + name);
const PORT = Number(arg('port', 8090)), HOST = arg('host', '127.0.0.1'), DATA = arg('data'), BASE = '/fhir', PAGE = 20, MAX_PAGE = 1000;
const url = (rest) => `http://${HOST}:${PORT}${BASE}/${rest}`;

const Real = Date, ahead = () => Number(fs.readFileSync(arg('clock'), 'utf8'));
if (arg('clock')) globalThis.Date = class extends Real {
  constructor(...when) { if (when.length) super(...when); else super(Real.now() + ahead()); }
  static now() { return Real.now() + ahead(); }
};

const params = (type) => types[type]?.searchParams ?? {};

class Repo extends MemoryRepository {
  inTransaction = false;
  pending = []; // what this request has written, for the data file
  fresh = false; // this request wants no stored search
  stored = new StoredSearches();
  raced = new Set(); // who asks again is told the truth
  isPut = false; // MemoryRepository.updateResource calls createResource: this tells the two apart
  conditionalCreate = FhirRepository.prototype.conditionalCreate; // 5.x's shortcut would skip our createResource
  has(type, id) { return Boolean(this.resources.get(type)?.has(id)); }
  async createResource(input, options) {
    const isPut = this.isPut; this.isPut = false;
    validate(input);
    const missing = flag('references') && missingReference(input, (type, id) => !types[type] || this.has(type, id));
    if (missing) fail(core.badRequest(`Resource ${missing} not found`));
    const r = { ...input, meta: { ...input.meta, versionId: undefined, lastUpdated: undefined } };
    if (!isPut && !options?.assignedId) delete r.id; // a POST never keeps the client's id
    r.id ??= this.generateId();
    const out = await super.createResource(r, options, isPut);
    this.pending.push(out);
    return out;
  }
  async updateResource(r, options) {
    const old = this.resources.get(r.resourceType)?.get(r.id);
    if (!old && (flag('no-update-create') || options?.ifMatch)) fail(core.notFound);
    if (options?.ifMatch && old.meta.versionId !== options.ifMatch) fail(core.preconditionFailed);
    if (old && core.deepEquals({ ...old, meta: undefined }, { ...r, meta: undefined })) return structuredClone(old); // no new version
    this.isPut = true;
    try { return await super.updateResource(r, options); } finally { this.isPut = false; }
  }
  async deleteResource(type, id, options) {
    if (!this.has(type, id)) return; // deleting twice is fine
    await super.deleteResource(type, id, options);
    this.pending.push({ deleted: `${type}/${id}` });
  }
  async readResource(type, id) {
    if (!this.has(type, id)) fail(this.history.get(type)?.has(id) ? core.gone : core.notFound);
    return super.readResource(type, id);
  }
  async readHistory(type, id) { // Medplum's reverses its stored list in place, so every second answer is upside down
    const list = [...(this.history.get(type)?.get(id) ?? fail(core.notFound))].reverse();
    return { resourceType: 'Bundle', type: 'history', total: list.length, entry: list.map((r) => ({ fullUrl: url(`${type}/${id}`),
      resource: structuredClone(r), request: { method: 'PUT', url: `${type}/${id}` },
      response: { status: '200', etag: `W/"${r.meta.versionId}"`, lastModified: r.meta.lastUpdated } })) };
  }
  async search(q) {
    if (!types[q.resourceType]) fail(core.notFound);
    if (q.include || q.revInclude) fail(core.badRequest('_include is not offered here')); // 4.5.2 would silently ignore it
    const sp = params(q.resourceType), rules = q.sortRules ?? [{ code: '_lastUpdated' }];
    for (const { code } of [...(q.filters ?? []), ...rules]) // the matcher takes an unknown parameter (or a chain) for 'no match'
      if (!sp[code]) fail(core.badRequest(`Unknown search parameter ${code} for ${q.resourceType}`));
    const match = () => [...(this.resources.get(q.resourceType)?.values() ?? [])].filter((r) => core.matchesSearchRequest(r, q));
    const key = ({ code }, r) => { // sorting here, not in MemoryRepository, whose last rule wins and whose dates are mere strings
      const v = core.evalFhirPath(sp[code].expression, r)[0];
      return sp[code].type === 'date' ? Date.parse(v?.start ?? v) || 0 : typeof v === 'object' ? JSON.stringify(v) : v ?? '';
    };
    const sorted = () => {
      const rows = match().map((r) => ({ r, keys: [...rules.map((rule) => key(rule, r)), r.id] }));
      return rows.sort((x, y) => { for (const [i, k] of x.keys.entries()) if (k !== y.keys[i]) return (k < y.keys[i]) === !rules[i]?.descending ? -1 : 1; return 0; });
    };
    const count = Math.min(q.count ?? PAGE, MAX_PAGE), offset = q.offset ?? 0;
    if (flag('stored-searches')) {
      const { count: c, offset: o, fields, ...query } = q;
      return this.storedPage(this.stored.find(JSON.stringify(query), this.fresh, () => sorted().map(({ r }) => [r.resourceType, r.id])), offset, count, fields?.join());
    }
    const rows = sorted(), entry = rows.slice(offset, offset + count).map(({ r }) => this.entry(r, q.fields));
    const page = (from) => url(q.resourceType + core.formatSearchQuery({ ...q, count, offset: from })), link = [{ relation: 'self', url: page(offset) }];
    if (count > 0 && offset + count < rows.length) link.push({ relation: 'next', url: page(offset + count) });
    return { resourceType: 'Bundle', type: 'searchset', total: rows.length, link, entry: entry.length ? entry : undefined };
  }
  entry(r, fields) {
    const keep = fields && new Set([...fields, 'resourceType', 'id', 'meta']);
    return { fullUrl: url(`${r.resourceType}/${r.id}`), search: { mode: 'match' },
      resource: structuredClone(keep ? Object.fromEntries(Object.entries(r).filter(([k]) => keep.has(k))) : r) };
  }
  storedPage(stored, offset, count, elements) {
    const entry = ([type, id]) => { const r = this.resources.get(type)?.get(id); return r && this.entry(r, elements?.split(',')); };
    return this.stored.page(stored, offset, count, { base: url('').slice(0, -1), entry, elements });
  }
  async withTransaction(callback) { // nothing else runs meanwhile (see the queue below): a copy of the maps is enough to go back
    if (this.inTransaction) return callback(this); // a conditional create inside a transaction
    const copy = (maps) => new Map([...maps].map(([type, m]) => [type, new Map([...m].map(([id, v]) => [id, Array.isArray(v) ? [...v] : v]))]));
    const before = { resources: copy(this.resources), history: copy(this.history), pending: [...this.pending] };
    this.inTransaction = true;
    try { return await callback(this); } catch (e) { Object.assign(this, before); throw e; } finally { this.inTransaction = false; }
  }
}

let repo = new Repo();
const router = new FhirRouter(), tokens = new Map(); // tokens: access token -> expiry in ms
const codes = (...list) => list.map((code) => ({ code }));
router.add('GET', 'metadata', async () => [core.allOk, { resourceType: 'CapabilityStatement', status: 'active', date: new Date().toISOString(),
  kind: 'instance', fhirVersion: '4.0.1', format: ['json'], rest: [{ mode: 'server', interaction: codes('batch', ...(flag('no-transactions') ? [] : ['transaction'])),
    resource: Object.keys(types).filter((t) => params(t)._id && !/^(Domain)?Resource$/.test(t)).map((type) => ({ type, versioning: 'versioned-update',
      interaction: codes('read', 'vread', 'create', 'update', 'patch', 'delete', 'history-instance', 'search-type'), conditionalCreate: true,
      updateCreate: !flag('no-update-create'), searchParam: Object.values(params(type)).map((p) => ({ name: p.code, type: p.type })) })) }] }]);

async function replay(lines) { // each line is one version of a resource, or a delete
  const load = async () => { for (const line of lines.split('\n').filter(Boolean)) {
    const r = JSON.parse(line), [type, id] = r.deleted?.split('/') ?? [];
    if (type) repo.resources.get(type)?.delete(id); else await MemoryRepository.prototype.createResource.call(repo, r, undefined, true);
  } };
  await (repo.withSeeding ? repo.withSeeding(load) : load());
}
if (DATA && fs.existsSync(DATA)) await replay(fs.readFileSync(DATA, 'utf8'));

async function again(flags, lines) {
  words = flags.split('+').filter(Boolean);
  repo = new Repo();
  cold = true;
  tokens.clear();
  if (DATA) fs.writeFileSync(DATA, lines);
  await replay(lines);
}

const basic = (h) => (h.authorization?.startsWith('Basic ') ? Buffer.from(h.authorization.slice(6), 'base64').toString() : undefined);
function authorized(h) {
  const TOKEN = arg('token'), CLIENT = arg('client');
  if (!TOKEN && !CLIENT) return true;
  const bearer = h.authorization?.startsWith('Bearer ') ? h.authorization.slice(7) : undefined;
  return (bearer && (bearer === TOKEN || tokens.get(bearer) > Date.now())) || (CLIENT && basic(h) === CLIENT);
}
const told = (resource) => (flag('narrative') ? withNarrative(resource) : resource);
const raced = (path, ifMatch, body) => flag('racing') && [[path, ifMatch], ...(body?.entry ?? []).map((e) => [e.request?.url, e.request?.ifMatch])].some(([at, version]) => {
  const [type, id] = at?.split('/') ?? [], r = repo.resources.get(type)?.get(id);
  const lost = version && r && Date.now() - Date.parse(r.meta.lastUpdated) < 200 && repo.history.get(type)?.get(id)?.some((old) => `W/"${old.meta.versionId}"` === version);
  return lost && !repo.raced.has(at + version) && repo.raced.add(at + version);
});
let cold = true; // no bundle yet
async function handle({ method, url: target, headers: h }, text) { // answers [status, headers, body]
  const form = () => Object.fromEntries(new URLSearchParams(text)), CLIENT = arg('client');
  if (method === 'POST' && /^\/again(\?|$)/.test(target)) return [204, {}, await again(target.slice(7), text)];
  if (method === 'POST' && target === '/oauth2/token') { // OAuth client credentials with a secret, as Medplum's
    const f = form(), token = randomUUID();
    if (!CLIENT || f.grant_type !== 'client_credentials' || (basic(h) ?? `${f.client_id}:${f.client_secret}`) !== CLIENT) return [400, {}, { error: 'invalid_client' }];
    tokens.set(token, Date.now() + 3600e3);
    return [200, {}, { access_token: token, token_type: 'Bearer', expires_in: 3600 }];
  }
  if (!target.startsWith(BASE)) return [404, {}, core.notFound];
  const path = target.slice(BASE.length) || '/', [, type, id] = path.split('?')[0].split('/');
  if (!authorized(h) && type !== 'metadata') return [401, { 'WWW-Authenticate': 'Bearer' }, core.unauthorized];
  let body;
  try { body = text && (/urlencoded/.test(h['content-type'] ?? '') ? form() : JSON.parse(text)); } catch { return [400, {}, core.badRequest('Body is not JSON')]; }
  if (body?.resourceType === 'Bundle' && cold) { cold = false; await new Promise((done) => { setTimeout(done, Number(arg('cold', 0))); }); }
  if (flag('full-urls') && body?.resourceType === 'Bundle' && !body.entry?.every((e) => e.fullUrl)) return [422, {}, core.badRequest('Bundle entry without fullUrl')];
  repo.fresh = method !== 'GET' || /no-cache|no-store/.test(h['cache-control'] ?? '');
  const paging = new URLSearchParams(path.split('?')[1]), stored = !type && repo.stored.byId.get(paging.get('_getpages'));
  if (stored) return [200, {}, told(repo.storedPage(stored, Number(paging.get('_getpagesoffset')), Number(paging.get('_count')), paging.get('_elements') ?? undefined))];
  const fresh = method === 'PUT' && id && !repo.has(type, id);
  let [outcome, resource] = await router.handleRequest({ method, url: path, pathname: '', body, params: {}, query: {}, headers: h,
    config: { transactions: !flag('no-transactions') } }, repo);
  if (DATA && repo.pending.length) fs.appendFileSync(DATA, repo.pending.map((r) => JSON.stringify(r) + '\n').join(''));
  let status = core.getStatus(outcome);
  if (status === 200 && fresh) status = 201;
  if (status === 412 && (h['if-match'] || body?.type === 'transaction')) status = raced(`${type}/${id}`, h['if-match'], body) ? 500 : Number(arg('conflict', 412));
  const m = status < 300 ? resource?.meta : undefined, head = m?.versionId ? { ETag: `W/"${m.versionId}"`, 'Last-Modified': new Date(m.lastUpdated).toUTCString() } : {};
  if (status === 201 && resource) head.Location = url(`${resource.resourceType}/${resource.id}/_history/${m.versionId}`);
  resource = told(resource);
  const answers = resource?.resourceType === 'Bundle' && resource.type.endsWith('-response');
  if (flag('plain-entries') && answers) resource = plainEntries(resource);
  if (flag('minimal') && answers) resource = minimalEntries(resource);
  else if (flag('minimal') && status < 300 && /^(POST|PUT)$/.test(method)) return [status, head, undefined];
  return [status, head, status < 300 && /return=minimal/.test(h.prefer ?? '') ? undefined : (resource ?? outcome)];
}

let queue = Promise.resolve(); // one request at a time, so a transaction sees and leaves a whole state
http.createServer((req, res) => {
  const chunks = [];
  req.on('data', (c) => chunks.push(c)).on('end', () => { queue = queue.then(async () => {
    const [status, head, body] = await handle(req, Buffer.concat(chunks).toString()).catch((e) => [500, {}, core.normalizeOperationOutcome(e)]);
    repo.pending = [];
    res.writeHead(status, { 'Content-Type': 'application/fhir+json; charset=utf-8', Date: new Date().toUTCString(), ...head }).end(body === undefined ? undefined : JSON.stringify(body));
  }); });
}).listen(PORT, HOST, () => console.log(`FHIR R4 test server on ${url('')} after ${Math.round(performance.now())} ms`));
