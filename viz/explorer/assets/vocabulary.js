// The words for labels, relationships, matches, steps and sources.

/** @type {Record<string, string>} */
export const STEPS = {
  hub: "the Hugging Face Hub",
  doi: "its DOI",
  single: "a look-up of its own",
  "title-search": "a search for its title",
  id: "the id in the listing",
};
/** @type {Record<string, string>} */
export const MATCHES = {
  exact: "found by equal title",
  id: "found by its id",
  fuzzy: "found by a near title",
  ambiguous: "several works fit, so that it is linked to none",
  none: "not found",
};
/** @type {Record<string, string>} */
export const RELATIONS = {
  own: "the authors' own",
  mentioned: "mentioned, not necessarily the authors' own",
  candidate: "a candidate that nobody has confirmed",
};
/** @type {Record<string, string>} */
export const SOURCES = { abstract: "the abstract", hub: "the Hugging Face Hub" };
/** What belongs to a paper, by the kind of relationship: [heading, label of the other end]. */
export const ARTEFACTS = {
  HAS_CODE: ["Code", "Repository"],
  HAS_MODEL: ["Models", "Model"],
  HAS_DATASET: ["Datasets", "Dataset"],
  HAS_SPACE: ["Spaces", "Space"],
  LINKS_TO: ["Web pages", "WebPage"],
};
