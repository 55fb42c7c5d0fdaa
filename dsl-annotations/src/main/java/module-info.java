/** The annotations by which a network is declared. */
module dev.synapt.dsl {
  exports dev.synapt.dsl;
}
