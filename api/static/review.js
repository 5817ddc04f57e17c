// Review without page loads: choose a sentence with the mouse or n and p; e, a and c open what there is to do with it.
export function review(page) {
  const root = page.querySelector("[data-review]");
  if (!root) return;
  const evidence = root.querySelector("#evidence");
  root.querySelector("[data-keys]").hidden = false;
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-claim]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link.dataset.claim, true);
  });
  addEventListener("popstate", () => choose(new URLSearchParams(location.search).get("claim") ?? current(), false));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const action = { n: () => step(1), p: () => step(-1), e: () => open("edit"), a: () => open("accept"), c: () => open("comment") }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  function current() {
    return root.querySelector(".claim[aria-current]")?.id;
  }

  function step(by) {
    const ids = [...root.querySelectorAll(".claim")].map((claim) => claim.id);
    const next = ids[ids.indexOf(current()) + by];
    if (next) choose(next, true);
  }

  function open(id) {
    const part = evidence.querySelector(`#${id}`);
    if (!part) return;
    part.open = true;
    part.querySelector("textarea").focus();
  }

  async function choose(claim, remember) {
    const reply = await fetch(`/stories/${root.dataset.review}/sentences/${claim}`);
    if (!reply.ok || reply.redirected) {
      location.search = `?claim=${claim}`;
      return;
    }
    evidence.innerHTML = await reply.text();
    evidence.scrollTop = 0;
    root.querySelector(".claim[aria-current]")?.removeAttribute("aria-current");
    const chosen = root.querySelector(`#${CSS.escape(claim)}`);
    chosen.setAttribute("aria-current", "true");
    chosen.scrollIntoView({ block: "nearest" });
    if (remember) history.pushState(null, "", `?claim=${claim}`);
    if (matchMedia("(max-width: 63.99rem)").matches) evidence.scrollIntoView();
  }
}
