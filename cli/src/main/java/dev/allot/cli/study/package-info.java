/** The commands that close the loop: design mixes, have them evaluated, learn, solve, verify. */
@NullMarked
package dev.allot.cli.study;

import org.jspecify.annotations.NullMarked;
