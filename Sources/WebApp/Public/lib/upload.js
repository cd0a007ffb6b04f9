import { ApiError } from "@/lib/api.js";

/** @param {XMLHttpRequest} request */
function failureOf(request) {
  try {
    return new ApiError(JSON.parse(request.responseText).error, request.status);
  } catch {
    const message = request.status === 413 ? "This file is larger than the server accepts." : "The upload did not arrive. Try again.";
    return new ApiError({ code: request.status === 413 ? "request.too_large" : "network", message }, request.status);
  }
}

/**
 * Sends a file's bytes and reports the part that has left, from 0 to 1.
 * @param {string} path
 * @param {File} file
 * @param {{ onProgress: (part: number) => void, signal: AbortSignal }} options
 * @returns {Promise<any>}
 */
export function upload(path, file, { onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => (request.status === 201 ? resolve(JSON.parse(request.responseText)) : reject(failureOf(request)));
    request.onerror = () => reject(failureOf(request));
    request.onabort = () => reject(new DOMException("The upload was stopped.", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
