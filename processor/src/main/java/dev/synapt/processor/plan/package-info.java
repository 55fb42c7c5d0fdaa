/**
 * Decisions about a network's code: layouts, order and phases of the steps, places in memory. Plain
 * data, made by pure functions.
 */
package dev.synapt.processor.plan;
