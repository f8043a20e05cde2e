// The wire format of a drawing: what viz/columns.py makes for a page, an answer and the explorer.
// Lists by column are shorter than objects and quick to read; nodes, edges and groups are named by
// their numbers, from 0.

/** A set of colours in the style sheet, and the number in it where it has several. */
export type EntryColour = ["category" | "scale" | "other" | "listed" | "unlisted", number | null];

/** What one colour means. */
export interface LegendEntry {
  label: string;
  colour: EntryColour;
}

/** A meaning that colours can have. */
export interface Legend {
  name: string;
  entries: LegendEntry[];
  /** The number of the entry of each node. */
  of: number[];
}

export type Colouring = "community" | "topic" | "year" | "listed";

/** A line of the side panel: a name, a text, and where the text leads to if anywhere. */
export type Detail = [name: string, text: string, url: string | null];

/** A paper behind an edge: its title, its label, its address, and its node or -1. */
export type PaperLine = [title: string, short: string, url: string | null, node: number];

export interface NodeColumns {
  /** The label and the id in the graph, joined by a colon. */
  id: string[];
  /** Number in `kinds`. */
  kind: number[];
  /** The label that is drawn: "Nayak 2022". */
  short: string[];
  title: string[];
  year: (number | null)[];
  /** Papers of the graph that cite it. */
  cited: number[];
  topic: (string | null)[];
  /** 1 where it is in the reading list. */
  listed: number[];
  details: Detail[][];
  /** Place by links. */
  x: number[];
  y: number[];
  /** Place by year. */
  tx: number[];
  ty: number[];
  /** Radius at full size; depends on nothing but the node. */
  r: number[];
  /** The innermost community that holds it, or -1 in a drawing that is not folded. */
  group: number[];
}

export interface EdgeColumns {
  start: number[];
  end: number[];
  /** Number in `edgeKinds`. */
  kind: number[];
  weight: number[];
  /** 1 where it has a direction. */
  directed: number[];
  /** Papers behind an edge, by the edge's number: numbers in `papers`. Few edges have any. */
  papers: Record<number, number[]>;
  /** Sentences that say why an edge is there, by the edge's number. */
  evidence: Record<number, string[]>;
}

/** Communities of a large drawing: each is drawn as one node until it is opened. */
export interface GroupColumns {
  /** The community around it, or -1; parents come before their children. */
  parent: number[];
  label: string[];
  members: number[];
  x: number[];
  y: number[];
  r: number[];
  tx: number[];
  ty: number[];
}

export interface Columns {
  /** Labels of the nodes, and what one and many of them are called. */
  kinds: string[];
  kindNames: [one: string, many: string][];
  /** Kinds of the edges, and how each is said from its start and from its end. */
  edgeKinds: string[];
  phrases: [outward: string, inward: string][];
  nodes: NodeColumns;
  edges: EdgeColumns;
  papers: PaperLine[];
  groups: GroupColumns;
  /** Stretches of the axis of years; the year is null for nodes without one. */
  bands: [year: number | null, left: number, right: number][];
  legends: Record<Colouring, Legend>;
  /** What colours mean at first. */
  colour: Colouring;
}
