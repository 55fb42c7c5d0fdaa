package dev.synapt.runtime.training;

/** What the loop over the samples has to know. */
record TrainingPlan(long seed, int epochs, int batchSize, LearningRateSchedule schedule) {}
