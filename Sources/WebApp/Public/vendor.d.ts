/* Types of the libraries, as far as the page uses them; for `tsc -p jsconfig.json` and editors. */

declare module "preact-htm" {
  export const h: any;
  export const html: any;
  export const render: any;
  export function useState<T>(initial: T | (() => T)): [T, (next: T | ((now: T) => T)) => void];
  export function useEffect(effect: () => any, inputs?: any[]): void;
  export function useLayoutEffect(effect: () => any, inputs?: any[]): void;
  export function useMemo<T>(factory: () => T, inputs: any[]): T;
  export function useCallback<T>(callback: T, inputs: any[]): T;
  export function useRef<T>(initial: T): { current: T };
}

declare module "marked" {
  export const marked: any;
}

declare module "dompurify" {
  const purify: any;
  export default purify;
}

interface HTMLElement {
  showPopover(): void;
  hidePopover(): void;
}
