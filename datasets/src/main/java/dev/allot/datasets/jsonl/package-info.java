/** Files of one JSON object a line: instances, preference pairs, routings. The format is described in docs/instance-format.md. */
@NullMarked
package dev.allot.datasets.jsonl;

import org.jspecify.annotations.NullMarked;
