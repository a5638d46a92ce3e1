/** Ids of the graph are no addresses: they are named, not located. */
export const BASE = 'urn:gazette-graph:';

export const PREFIXES = {
  id: BASE,
  gg: `${BASE}vocabulary:`,
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  eli: 'http://data.europa.eu/eli/ontology#',
  org: 'http://www.w3.org/ns/org#',
  prov: 'http://www.w3.org/ns/prov#',
  oa: 'http://www.w3.org/ns/oa#',
  schema: 'https://schema.org/',
  geo: 'http://www.opengis.net/ont/geosparql#',
} as const;
export type Prefix = keyof typeof PREFIXES;
export type Term = `${Prefix}:${string}`;

export const iri = (term: Term): string => {
  const at = term.indexOf(':');
  return PREFIXES[term.slice(0, at) as Prefix] + term.slice(at + 1);
};

export const LANGUAGE = 'zh';
export const CHINESE = 'http://publications.europa.eu/resource/authority/language/ZHO';
export const EDTF = 'http://id.loc.gov/datatypes/edtf';

/** What a type is in the shared vocabularies, beside its own name. */
export const CLASSES: Record<string, Term[]> = {
  Document: ['eli:LegalResource'],
  Provision: ['eli:LegalResourceSubdivision'],
  GazetteIssue: ['schema:PublicationIssue'],
  Unit: ['org:Organization'],
  UnitGroup: ['prov:Agent'],
  Post: ['org:Post'],
  Membership: ['org:Membership'],
  UnitChange: ['org:ChangeEvent'],
  Person: ['schema:Person', 'foaf:Person'],
  Place: ['schema:Place', 'geo:Feature'],
  Event: ['schema:Event'],
};

/** A field by the words of the shared vocabularies, all of which say it; any other has our own. */
export const PROPERTIES: Record<string, Term[]> = {
  name: ['rdfs:label'],
  'Unit.name': ['rdfs:label', 'skos:prefLabel'],
  'Person.name': ['rdfs:label', 'schema:name'],
  'Place.name': ['rdfs:label', 'schema:name'],
  'Alias.name': ['rdfs:label'],
  'Document.docNumber': ['eli:id_local'],
  'Document.kind': ['eli:type_document'],
  'Document.signedOn': ['eli:date_document'],
  'Document.issuers': ['eli:passed_by'],
  'Provision.document': ['eli:is_part_of'],
  'Unit.parent': ['org:subOrganizationOf'],
  'Unit.posts': ['org:hasPost'],
  'Unit.memberships': ['org:hasMembership'],
  'Post.unit': ['org:postIn'],
  'Post.title': ['rdfs:label', 'skos:prefLabel'],
  'Membership.person': ['org:member'],
  'Membership.body': ['org:organization'],
  'UnitChange.original': ['org:originalOrganization'],
  'UnitChange.resulting': ['org:resultingOrganization'],
  'UnitChange.on': ['dcterms:date'],
  'Place.within': ['geo:sfWithin', 'schema:containedInPlace'],
  'Place.contains': ['geo:sfContains', 'schema:containsPlace'],
  'Event.on': ['schema:startDate'],
  'Event.summary': ['schema:description'],
  'Event.places': ['schema:location'],
  'Event.participants': ['schema:attendee'],
};
/** Texts in the language of the gazette; the others are codes and figures. */
export const SPOKEN = new Set(['name', 'title', 'summary']);
