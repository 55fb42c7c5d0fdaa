/** What is measured: networks, their training and their data. */
package dev.synapt.examples.peers.work;
