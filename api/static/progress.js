// A draft on its way: the server tells each step; when it is done the page goes on to the story.
export function progress(page) {
  const part = page.querySelector("[data-job]");
  if (!part) return;
  const bar = part.querySelector("progress");
  const stage = part.querySelector("[data-stage]");
  const events = new EventSource(`/api/v1/jobs/${part.dataset.job}/events`);
  events.addEventListener("done", () => {
    events.close();
    location.reload();
  });
  events.addEventListener("progress", (event) => {
    const job = JSON.parse(event.data);
    if (job.total) {
      bar.max = job.total;
      bar.value = job.done;
    }
    stage.textContent = (job.stage || "Waiting for its turn") + (job.total ? `, step ${job.done} of ${job.total}` : "");
  });
}
