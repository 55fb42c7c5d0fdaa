/** Files: weights in the safetensors format, and replacing a file without ever losing it. */
package dev.synapt.runtime.io;
