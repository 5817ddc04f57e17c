// Where a row of tabs is wider than the screen, show the one that is open.
export function showing(page) {
  for (const tab of page.querySelectorAll(".tabs [aria-current], .bar [aria-current]")) {
    const row = tab.closest("ul");
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }
}
