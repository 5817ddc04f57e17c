// Copy a line with one press; without this script, or where a browser refuses, it stands in a field to be selected.
export function copying(page) {
  const told = page.querySelector("[data-copied]");
  page.addEventListener("click", async (event) => {
    const part = event.target.closest("[data-copy] summary")?.parentNode;
    if (!part || part.open) return;
    const field = part.querySelector("textarea");
    try {
      await navigator.clipboard.writeText(field.value);
      part.classList.add("copied");
      told.textContent = "Copied.";
    } catch {
      field.focus();
      field.select();
    }
  });
}
