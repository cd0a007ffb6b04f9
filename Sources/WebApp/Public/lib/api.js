/** An answer of the server that is not a success, or no answer at all (`code` "network"). */
export class ApiError extends Error {
  /**
   * @param {{ code: string, message: string, help_url?: string, details?: Record<string, any> }} error
   * @param {number} status
   */
  constructor(error, status) {
    super(error.message);
    this.code = error.code;
    this.status = status;
    this.helpURL = error.help_url ?? null;
    this.details = error.details ?? {};
  }
}

const networkError = () =>
  new ApiError({ code: "network", message: "The server can’t be reached. Check your connection, then try again." }, 0);

/** @type {() => void} */
let whenSignedOut = () => {};

/**
 * Registers what happens when the server no longer knows the session.
 * @param {() => void} action
 */
export function onSignedOut(action) {
  whenSignedOut = action;
}

/**
 * Turns a response that is not a success into an error with the server's code and sentence.
 * @param {Response} response
 */
export async function errorFrom(response) {
  const body = await response.json().catch(() => null);
  const error = body?.error ?? { code: `http.${response.status}`, message: `The server answered with ${response.status}. Try again in a moment.` };
  if (error.code === "auth.required") whenSignedOut();
  return new ApiError(error, response.status);
}

/**
 * Sends one request; a response that is no success throws an `ApiError`.
 * @param {string} method
 * @param {string} path
 * @param {{ body?: any, headers?: Record<string, string>, signal?: AbortSignal }} options
 * @returns {Promise<Response>}
 */
export async function send(method, path, { body, headers = {}, signal } = {}) {
  const json = body === undefined ? undefined : JSON.stringify(body);
  if (json !== undefined) headers = { "Content-Type": "application/json", ...headers };
  const response = await fetch(path, { method, headers, body: json, signal, credentials: "same-origin" }).catch((error) => {
    throw error.name === "AbortError" ? error : networkError();
  });
  if (!response.ok) throw await errorFrom(response);
  return response;
}

/** @param {string} method */
const jsonVerb = (method) => async (/** @type {string} */ path, /** @type {any} */ body, /** @type {any} */ options = {}) => {
  const response = await send(method, path, { ...options, body });
  return response.status === 204 ? null : response.json();
};

const getJSON = jsonVerb("GET");
export const get = (/** @type {string} */ path, /** @type {any} */ options = {}) => getJSON(path, undefined, options);
export const post = jsonVerb("POST");
export const patch = jsonVerb("PATCH");
export const remove = jsonVerb("DELETE");
