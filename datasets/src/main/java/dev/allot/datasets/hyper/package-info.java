/**
 * What "Hybrid Preferences: Learning to Route Instances for Human vs. AI Feedback" (Miranda et al., ACL 2025; HyPER) describes instances
 * by: its features, their names, its files, and how its code counts them.
 */
@NullMarked
package dev.allot.datasets.hyper;

import org.jspecify.annotations.NullMarked;
