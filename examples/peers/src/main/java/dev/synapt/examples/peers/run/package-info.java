/** The command that runs the measuring processes. */
package dev.synapt.examples.peers.run;
