// Pleasantness on top of pages that work without it. Each part looks for its own elements and does nothing without them.
import { copying } from "./copying.js";
import { dropping } from "./dropping.js";
import { keeping } from "./keeping.js";
import { progress } from "./progress.js";
import { review } from "./review.js";
import { showing } from "./showing.js";
import { sorting } from "./sorting.js";

for (const part of [copying, dropping, keeping, progress, review, showing, sorting]) part(document);
