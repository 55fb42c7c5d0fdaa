package dev.synapt.processor.lane;

/** One lane at a time: the lane's number is the int variable {@code l}. */
record PlainExprPrinter() implements ExprPrinter {

  @Override
  public String type() {
    return "float";
  }

  @Override
  public String name(String name, int register) {
    return name;
  }

  @Override
  public String store(Stmt.Store store, int register) {
    return "%s[%s] = %s;"
        .formatted(store.array(), store.index().plus("l"), print(store.value(), register));
  }

  @Override
  public String print(Expr expr, int register) {
    return switch (expr) {
      case Expr.Load load -> "%s[%s]".formatted(load.array(), load.index().plus("l"));
      case Expr.Broadcast b -> "%s[%s]".formatted(b.array(), b.index());
      case Expr.Constant c -> Literals.print(c.value());
      case Expr.Scalar s -> s.name();
      case Expr.Ref ref -> ref.name();
      case Expr.Fma fma ->
          "Math.fma(%s, %s, %s)".formatted(print(fma.a()), print(fma.b()), print(fma.c()));
      case Expr.Binary binary -> binary(binary);
      case Expr.Sqrt sqrt -> "(float) Math.sqrt(%s)".formatted(print(sqrt.a()));
      case Expr.SelectGreater s ->
          select(print(s.a()) + " > " + print(s.b()), s.then(), s.otherwise());
      case Expr.SelectEqual s ->
          select(print(s.a()) + " == " + print(s.b()), s.then(), s.otherwise());
      case Expr.PowerOfTwo p ->
          "Float.intBitsToFloat((Float.floatToRawIntBits(%s) << 23) + 0x3f800000)"
              .formatted(print(p.shifted()));
    };
  }

  private String print(Expr expr) {
    return print(expr, 0);
  }

  private String select(String condition, Expr then, Expr otherwise) {
    return "(%s ? %s : %s)".formatted(condition, print(then), print(otherwise));
  }

  private String binary(Expr.Binary binary) {
    String a = print(binary.a());
    String b = print(binary.b());
    return switch (binary.operator()) {
      case ADD -> "(%s + %s)".formatted(a, b);
      case SUB -> "(%s - %s)".formatted(a, b);
      case MUL -> "(%s * %s)".formatted(a, b);
      case DIV -> "(%s / %s)".formatted(a, b);
      case MAX -> "Math.max(%s, %s)".formatted(a, b);
      case MIN -> "Math.min(%s, %s)".formatted(a, b);
    };
  }
}
