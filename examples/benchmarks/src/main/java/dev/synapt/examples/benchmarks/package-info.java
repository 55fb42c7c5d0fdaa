/** Benchmarks, one class per question. Run with {@code java -jar target/benchmarks.jar}. */
package dev.synapt.examples.benchmarks;
