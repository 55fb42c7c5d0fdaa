package dev.synapt.processor.summary;

import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.plan.MemoryPlan;

/**
 * Operations and where their values are.
 *
 * @param ops the operations
 * @param memory their memory
 */
public record PlannedOps(OpGraph ops, MemoryPlan memory) {}
