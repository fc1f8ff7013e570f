/** The draft becomes a job, once, however often the button is pressed and in however many tabs. */

import { generate } from "../api/videos.js";
import { detailsToSend, scriptToSend } from "./details.js";
import * as drafts from "./draft.js";
import * as photoStore from "./photo-store.js";

/** @param {Options} options @returns {Record<string, unknown>} */
export function jobBody(options) {
  const { photos, logo } = drafts.current();
  const script = scriptToSend(options);
  const photoKeys = photos.map(({ key }) => key).filter(Boolean);
  const publish = drafts.current().publishAtOnce ? { publish: true } : { publishLater: true };
  return { ...detailsToSend(options), ...publish, photoKeys, ...(logo?.key ? { logoKey: logo.key } : {}), ...(script ? { script } : {}) };
}

/**
 * @param {Options} options
 * @returns {Promise<string>} the job's id
 * @throws {import("../api/problem.js").ApiProblem}
 */
export async function submit(options) {
  const draft = drafts.current();
  const body = jobBody(options);
  const { jobId } = await generate(body, draft.id);
  const first = await photoStore.get(draft.photos[0].id);
  if (first) await photoStore.keep(`job-${jobId}`, new Blob(), first.thumb);
  drafts.finish(jobId, draft);
  return jobId;
}
