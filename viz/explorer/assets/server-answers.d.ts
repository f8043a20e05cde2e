// What the server answers (viz/explorer/app.py has the routes).

import type { Columns } from "../../assets/columns.d.ts";

/** An error in three sentences; and, for a form, what is wrong with each field. */
export interface Said {
  what: string;
  kept?: string;
  todo?: string;
}

/** Title or name, year, and being listed, of papers and authors by id. */
export type Names = Record<string, [name: string | null, year: number | null, listed: boolean]>;

export interface SearchHit {
  node: string;
  label: string;
  id: string;
  name: string;
  year: number | null;
  listed: boolean;
}

/** What a step brings to the screen, or the error that it met. */
export interface StepReport {
  nodes: string[];
  total?: number;
  left_out?: string;
  error?: Said;
}

export interface ExploreAnswer {
  columns: Columns | null;
  steps: StepReport[];
}

/** A direction in which a node leads on, with the number of its neighbours. */
export interface Direction {
  kind: string;
  way: "in" | "out";
  other: string;
  phrase: string;
  count: number;
  order: string;
}

export interface Parameter {
  name: string;
  type: string;
  required: boolean;
  default: string | number | boolean | string[] | null;
  description: string;
}

export interface CatalogueQuery {
  name: string;
  area: string;
  kind: "graph" | "table";
  title: string;
  summary: string;
  when: string;
  see: string[];
  statement: string;
  parameters: Parameter[];
}

export interface Area {
  area: string;
  queries: CatalogueQuery[];
}

export interface DrawnAnswer {
  columns: Columns | null;
  left_out?: string;
}

export interface TableAnswer {
  columns: [name: string, type: string][];
  rows: unknown[][];
  names: Names;
  notes: string[];
  described?: Record<string, string>;
  drawing?: DrawnAnswer;
}

/** A paper in one line. */
export interface PaperBrief {
  id: string;
  title?: string | null;
  year?: number | null;
  listed?: boolean | null;
  cited_by_count?: number | null;
  authors?: string[];
}

export interface Named {
  id: string;
  name?: string | null;
  country?: string | null;
}

export interface CardAuthor extends Named {
  corresponding?: boolean | null;
  institutions: Named[];
}

export interface Artefact {
  kind: string;
  id: string;
  url: string | null;
  stars?: number | null;
  language?: string | null;
  likes?: number | null;
  downloads?: number | null;
  status?: string | null;
  relation?: string | null;
  source?: string | null;
  evidence?: string | null;
  confidence?: number | null;
}

export interface CitingPapers {
  total: number;
  papers: PaperBrief[];
}

export interface CardPaper extends PaperBrief {
  abstract?: string;
  date?: string;
  doi?: string;
  arxiv_id?: string;
  work_type?: string;
  language?: string;
  volume?: string;
  issue?: string;
  pages?: string;
  cited_by_count?: number;
  fwci?: number;
  is_retracted?: boolean;
  authors_truncated?: boolean;
  upvotes?: number;
  reason?: string;
  listings?: string[];
  match?: string;
  match_step?: string;
  match_score?: number;
  match_evidence?: string;
  match_candidates?: string[];
  overruled?: string[];
  references_source?: string;
  references_count?: number;
  references_missing?: number;
  sample?: boolean;
  fetched_at?: string;
  aliases?: string[];
  note?: string;
  tags?: string[];
  read?: boolean;
  ignored?: boolean;
  collections?: string[];
  first_seen?: string;
}

/** All that the graph knows of a paper. */
export interface PaperCard {
  paper: CardPaper;
  links: [name: string, url: string][];
  authors: CardAuthor[];
  venues: Named[];
  topics: Named[];
  artefacts: Artefact[];
  references: CitingPapers;
  citations: CitingPapers;
  may_decide: boolean;
  decisions: CardDecision[];
  /** Names of all collections. */
  collections: string[];
}

/** What the user decided about a paper, an entry of it, or a link. */
export interface CardDecision {
  kind: string;
  value: string | null;
  day: string;
}

/** One of the news. */
export interface NewsItem {
  kind: string;
  subject: string;
  title: string;
  reason: string;
  evidence: string;
  source: string;
  date: string;
  links: [name: string, url: string][];
  papers: string[];
  found_at: string;
}

export interface Suggestion extends PaperBrief {
  group: string | null;
  reason: string | null;
  score: number;
  chance: number | null;
  evidence: { text: string; papers: string[] }[];
}

export interface RelatedWork {
  basis: string;
  missing: string[];
  suggestions: Suggestion[];
  names: Record<string, [title: string | null, year: number | null]>;
}

export interface ExportFormat {
  name: string;
  description: string;
  ending: string;
}

export interface ExportedFiles {
  files: Record<string, string>;
  missing: string[];
}

// The parts of the start page.

export interface Contents {
  nodes: [label: string, count: number][];
  grown: number;
  citations: number;
  listings: string[];
  loaded: string | null;
  sample: boolean;
}

export interface CoverageLine {
  what: string;
  count: number;
  query: string;
}

export interface TopicLine {
  id: string;
  name: string;
  count: number;
}

export interface FoundationLine {
  id: string;
  title: string | null;
  year: number | null;
  cited_by_list: number;
}

export interface CodeLine {
  id: string;
  name: string | null;
  stars: number | null;
  language: string | null;
  paper: string;
  title: string | null;
}

/** Words by the values that the graph has (graph/vocabulary.py says what each form is for). */
export interface Vocabulary {
  labels: Record<string, { one: string; many: string; heading: string; link: string }>;
  relationships: Record<
    string,
    {
      forward: string;
      backward: string;
      heading: string;
      reference: string;
      start?: string;
      end?: string;
    }
  >;
  matches: Record<string, { told: string; counted: string }>;
  reasons: Record<string, { told: string; counted: string }>;
  steps: Record<string, { through: string; counted: string }>;
  relations: Record<string, { told: string; short: string; counted: string; reference: string }>;
  sources: Record<string, string>;
}
