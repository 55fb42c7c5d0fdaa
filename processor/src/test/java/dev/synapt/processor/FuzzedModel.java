package dev.synapt.processor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The source of a model from a seed: layers of every kind, branches and blocks. Most decisions are
 * sensible; the given share of them is not: a value is absurd, a name unknown, an annotation at a
 * wrong place or missing.
 */
final class FuzzedModel {

  private static final int[] ABSURD = {
    0, -1, -7, 17, 65_537, 1 << 20, 1 << 28, Integer.MIN_VALUE, Integer.MAX_VALUE
  };

  private static final String[] ACTIVATIONS = {
    "@Relu",
    "@Relu",
    "@Relu",
    "@Relu6",
    "@LeakyRelu",
    "@PRelu",
    "@PRelu(shared = true)",
    "@Elu",
    "@Celu(alpha = 0.3)",
    "@Selu",
    "@Gelu",
    "@Gelu(approximate = true)",
    "@Silu",
    "@Sigmoid",
    "@HardSigmoid",
    "@HardSwish",
    "@Tanh",
    "@HardTanh",
    "@Softplus",
    "@LogSigmoid",
    "@Mish",
    "@Softsign",
    "@Softmax"
  };

  private static final String[] LOSSES = {
    "CROSS_ENTROPY",
    "CROSS_ENTROPY",
    "SOFT_CROSS_ENTROPY",
    "NEGATIVE_LOG_LIKELIHOOD",
    "BINARY_CROSS_ENTROPY",
    "MSE",
    "MSE",
    "MAE",
    "HUBER",
    "SMOOTH_L1",
    "KL_DIVERGENCE",
    "HINGE"
  };

  private static final String[] LOSS_VALUES = {
    ", delta = 0.5",
    ", labelSmoothing = 0.1",
    ", ignoreLabel = -100",
    ", labels = {\"a\", \"b\"}",
    ", classWeights = {1, 2}",
    ", reduction = Reduction.SUM"
  };

  private static final String BLOCK = "Part";

  private final String name;
  private final Random random;
  private final double mistakes;
  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final List<String> blockFields = new ArrayList<>();
  private final int channels;
  private boolean image;

  private FuzzedModel(String name, long seed, double mistakes) {
    this.name = name;
    this.random = new Random(seed);
    this.mistakes = mistakes;
    this.channels = 1 + random.nextInt(5);
    this.image = random.nextInt(3) > 0;
  }

  /**
   * The source of a class of package {@code net}.
   *
   * @param mistakes the share of decisions that are not sensible, from 0
   */
  static String source(String name, long seed, double mistakes) {
    return new FuzzedModel(name, seed, mistakes).source();
  }

  private String source() {
    String input = image ? image() : array(1 + random.nextInt(12));
    String batch = random.nextInt(3) == 0 ? "" : ", batch = " + number(20);
    int layers = 1 + random.nextInt(5);
    for (int i = 0; i < layers; i++) {
      addField("x" + i, i);
    }
    fields.put("y", end());
    StringBuilder text = new StringBuilder("package net;\n\nimport dev.synapt.dsl.*;\n\n");
    text.append("@Network(input = ").append(input).append(batch).append(")\n");
    text.append("final class ").append(name).append(" {\n");
    List<String> names = new ArrayList<>(fields.keySet());
    if (mistake()) {
      Collections.shuffle(names, random);
    }
    names.forEach(field -> text.append("  ").append(field(field)));
    return text.append(block()).append("}\n").toString();
  }

  private String field(String field) {
    String type = mistake() ? "String" : "Layer";
    return String.join(" ", fields.get(field)) + " " + type + " " + field + ";\n";
  }

  private String image() {
    int size = 3 + random.nextInt(8);
    return "{%s, %s, %s}".formatted(number(3), mistake() ? number(9) : size, size);
  }

  private String block() {
    return blockFields.isEmpty()
        ? ""
        : "  %sstatic final class %s {\n    %s\n  }\n"
            .formatted(mistake() ? "" : "@Block ", BLOCK, String.join("\n    ", blockFields));
  }

  private void addField(String field, int before) {
    List<String> stages = new ArrayList<>();
    int kind = random.nextInt(10);
    if (before > 0 && random.nextInt(8) == 0) {
      stages.add("@From(\"%s\")".formatted(earlier(before)));
    }
    if (kind == 0 && before > 0) {
      String merge = List.of("@Add", "@Concat", "@Multiply").get(random.nextInt(3));
      stages.add("%s({\"%s\", \"%s\"})".formatted(merge, earlier(before), earlier(before)));
    } else if (kind == 1) {
      stages.add(repeat());
    } else if (kind == 5 && before > 0 && random.nextBoolean()) {
      stages.add("@Reuse(\"%s\")".formatted(earlier(before)));
      fields.put(field, stages);
      return;
    } else {
      addLayer(stages, kind);
      if (random.nextInt(10) == 0) {
        stages.addFirst("@Frozen");
      }
      if (before > 0 && random.nextInt(4) == 0) {
        stages.add(shortcut(before));
      }
    }
    addRest(stages);
    if (mistake()) {
      Collections.shuffle(stages, random);
    }
    fields.put(field, stages);
  }

  private void addLayer(List<String> stages, int kind) {
    if (image != mistake()) {
      if (kind == 2) {
        stages.add(pool());
      } else if (kind == 3 || kind == 4) {
        stages.add(random.nextBoolean() ? "@GlobalAvgPool @Dense(units = 3)" : dense());
        image = false;
      } else if (kind == 9) {
        stages.add("@Flatten");
        image = false;
      } else {
        stages.add(conv());
      }
    } else {
      stages.add(dense());
    }
  }

  private void addRest(List<String> stages) {
    if (random.nextInt(3) == 0) {
      stages.add(mistake() ? "@BatchNorm(momentum = %s)".formatted(real()) : "@BatchNorm");
    }
    if (random.nextInt(3) > 0) {
      stages.add(activation());
    }
    if (image && stages.stream().noneMatch(s -> s.contains("Pool")) && random.nextInt(4) == 0) {
      stages.add(pool());
    }
    if (random.nextInt(5) == 0) {
      stages.add("@Dropout(%s)".formatted(real()));
    }
  }

  private String activation() {
    return ACTIVATIONS[random.nextInt(ACTIVATIONS.length)];
  }

  private String shortcut(int before) {
    String[] kinds = {"PROJECTION", "PROJECTION", "ZERO_PADDING", "IDENTITY"};
    return "@Shortcut(from = \"%s\", kind = ShortcutKind.%s)"
        .formatted(earlier(before), kinds[random.nextInt(kinds.length)]);
  }

  private String earlier(int before) {
    if (mistake()) {
      return List.of("x99", "y", "X0", "", "inptu").get(random.nextInt(5));
    }
    int field = random.nextInt(before + 1);
    return field == before ? "input" : "x" + field;
  }

  private String repeat() {
    if (blockFields.isEmpty()) {
      String layer =
          image
              ? "@Conv2d(filters = Arg.FIRST, kernel = 3, padding = Padding.SAME)"
              : "@Dense(units = Arg.FIRST)";
      blockFields.add(layer + " " + activation() + " Layer a;");
      if (random.nextBoolean()) {
        blockFields.add(
            layer + " @Shortcut(from = Block.INPUT, kind = ShortcutKind.PROJECTION) Layer b;");
      }
    }
    String arguments = mistake() ? "{}" : "{" + filters() + "}";
    return "@Repeat(block = %s.class, times = %s, args = %s)"
        .formatted(BLOCK, number(3), arguments);
  }

  private List<String> end() {
    List<String> stages = new ArrayList<>();
    String loss = LOSSES[random.nextInt(LOSSES.length)];
    if (!image || random.nextInt(4) > 0) {
      stages.add("@Dense(units = %s)".formatted(mistake() ? number(6) : "2"));
    }
    if (loss.equals("NEGATIVE_LOG_LIKELIHOOD") || loss.equals("KL_DIVERGENCE")) {
      stages.add("@LogSoftmax");
    }
    boolean value = mistake() || random.nextInt(6) == 0;
    stages.add(
        "@Output(loss = Loss.%s%s)"
            .formatted(loss, value ? LOSS_VALUES[random.nextInt(LOSS_VALUES.length)] : ""));
    return mistake() ? stages.subList(0, 1) : stages;
  }

  private String dense() {
    String bias = random.nextInt(4) == 0 ? ", bias = false" : "";
    return "@Dense(units = %s%s%s)".formatted(filters(), bias, init());
  }

  private String filters() {
    return random.nextInt(3) > 0 && !mistake() ? String.valueOf(channels) : number(9);
  }

  private String conv() {
    String bias = random.nextInt(4) == 0 ? ", bias = false" : "";
    return "@Conv2d(filters = %s, kernel = %s%s%s%s)"
        .formatted(filters(), numbers(4), window(), bias, init());
  }

  private String init() {
    String[] inits = {"ZEROS", "ZEROS", "GLOROT_NORMAL", "HE_NORMAL", "LECUN_UNIFORM"};
    return random.nextInt(4) == 0 ? ", init = Init." + inits[random.nextInt(inits.length)] : "";
  }

  private String pool() {
    String kind = random.nextBoolean() ? "@MaxPool2d" : "@AvgPool2d";
    return "%s(value = %s%s)".formatted(kind, numbers(3), windowOf(false));
  }

  private String window() {
    return windowOf(true);
  }

  private String windowOf(boolean dilates) {
    StringBuilder values = new StringBuilder();
    if (random.nextInt(3) == 0) {
      values.append(", stride = ").append(numbers(3));
    }
    if (dilates && random.nextInt(4) == 0) {
      values.append(", dilation = ").append(numbers(2));
    }
    if (random.nextInt(3) > 0) {
      values.append(", padding = Padding.SAME");
    } else if (random.nextInt(4) == 0) {
      values.append(", pad = ").append(numbers(2));
    }
    return values.toString();
  }

  private String numbers(int most) {
    if (mistake()) {
      return random.nextBoolean() ? "{}" : "{1, 2, %s}".formatted(number(most));
    }
    return random.nextBoolean() ? number(most) : "{%s, %s}".formatted(number(most), number(most));
  }

  private static String array(int number) {
    return "{" + number + "}";
  }

  private String number(int most) {
    int number = mistake() ? ABSURD[random.nextInt(ABSURD.length)] : 1 + random.nextInt(most);
    return number == Integer.MIN_VALUE ? "Integer.MIN_VALUE" : String.valueOf(number);
  }

  private String real() {
    String[] absurd = {"1.0", "-0.5", "Double.NaN", "1 / 0.0", "1e-300", "0.999999999"};
    return mistake() ? absurd[random.nextInt(absurd.length)] : "0.3";
  }

  private boolean mistake() {
    return random.nextDouble() < mistakes;
  }
}
