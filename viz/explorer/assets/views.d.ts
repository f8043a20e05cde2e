// What a view of the explorer is.

/** What stands in the address behind the name of the view. */
export interface Address {
  rest: string;
  params: URLSearchParams;
  hash: string;
}

/** What a view is given. */
export interface ViewContext extends Address {
  /** Aborts when the view is left. */
  signal: AbortSignal;
  go: (address: string) => void;
  /** To be called when `title` has changed. */
  retitle: () => void;
}

/** A view that is shown. */
export interface Mounted {
  title: string;
  /** Settles when the view is filled. */
  filled?: Promise<unknown>;
  /** The address within the view has changed. */
  update?: (address: Address) => void;
  leave?: () => unknown;
  /** The theme has changed. */
  retheme?: () => void;
  /** What keys do here. */
  keys?: Record<string, () => void>;
}

export interface View {
  mount: (root: HTMLElement, context: ViewContext) => Mounted;
}
