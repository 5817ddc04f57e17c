// Drop files anywhere on the form, and read a dropped file's name before it is sent.
export function dropping(page) {
  const input = page.querySelector("input[data-drop]");
  if (!input) return;
  const form = input.form;
  form.classList.add("drop");
  for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => show(event, true));
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, (event) => show(event, false));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    const chosen = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) chosen.items.add(file);
    input.files = chosen.files;
  });

  function show(event, over) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", over);
  }
}
