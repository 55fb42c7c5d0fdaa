/** How the tensors of a network get their first values. */
package dev.synapt.runtime.initialization;
