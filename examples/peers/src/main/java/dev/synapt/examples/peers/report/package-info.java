/** Results and what is made of them: tables and a chart. */
package dev.synapt.examples.peers.report;
