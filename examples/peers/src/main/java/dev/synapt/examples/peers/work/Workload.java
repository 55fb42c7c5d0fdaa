package dev.synapt.examples.peers.work;

import dev.synapt.examples.networks.ReferenceNetwork;
import java.util.List;

/** A network with the way it is trained. */
public enum Workload {
  /** MLP 784-256-128-10 with SGD. */
  W1(ReferenceNetwork.MLP, Update.SGD, Architecture.mlp(784, 256, 128, 10), 784),
  /** The same with Adam. */
  W1_ADAM(ReferenceNetwork.MLP, Update.ADAM, Architecture.mlp(784, 256, 128, 10), 784),
  /** The network of PyTorch's MNIST example with Adam. */
  W2(ReferenceNetwork.MNIST_CNN, Update.ADAM, Architecture.mnistCnn(), 1, 28, 28),
  /** LeNet-5 with SGD. */
  W3(ReferenceNetwork.LENET5, Update.SGD, Architecture.leNet5(), 1, 28, 28),
  /** ResNet-20 for colour images of 32x32 with SGD. */
  W4(ReferenceNetwork.RESNET20, Update.SGD, Architecture.resNet20(), 3, 32, 32),
  /** MLP 4-16-3 with SGD. */
  W6(ReferenceNetwork.SMALL_MLP, Update.SGD, Architecture.mlp(4, 16, 3), 4);

  /** How weights are updated. */
  public enum Update {
    /** Stochastic gradient descent with learning rate 0.01 and momentum 0.9. */
    SGD("SGD, momentum"),
    /** Adam with learning rate 0.001. */
    ADAM("Adam");

    /** The learning rate of {@link #SGD}. */
    public static final float SGD_RATE = 0.01f;

    /** The momentum of {@link #SGD}. */
    public static final float SGD_MOMENTUM = 0.9f;

    /** The learning rate of {@link #ADAM}; its other numbers are those of the paper, which all libraries have. */
    public static final float ADAM_RATE = 0.001f;

    private final String title;

    Update(String title) {
      this.title = title;
    }
  }

  /** Batches that a training goes round. */
  public static final int BATCHES = 8;

  /** Seed of the weights that every library starts from. */
  public static final long SEED = 1;

  private final ReferenceNetwork network;
  private final Update update;
  private final List<Part> parts;
  private final int[] inputShape;

  Workload(ReferenceNetwork network, Update update, List<Part> parts, int... inputShape) {
    this.network = network;
    this.update = update;
    this.parts = parts;
    this.inputShape = inputShape;
  }

  /**
   * Our network.
   *
   * @return one of the reference networks
   */
  public ReferenceNetwork network() {
    return network;
  }

  /**
   * The update rule.
   *
   * @return the rule
   */
  public Update update() {
    return update;
  }

  /**
   * What the network is made of, up to the logits.
   *
   * @return parts in order
   */
  public List<Part> parts() {
    return parts;
  }

  /**
   * The shape of one sample, channels first.
   *
   * @return a copy
   */
  public int[] inputShape() {
    return inputShape.clone();
  }

  /**
   * Samples of a training step.
   *
   * @return what the network is compiled for
   */
  public int batch() {
    return this == W6 ? 32 : 64;
  }

  /**
   * Floats of a sample.
   *
   * @return the product of {@link #inputShape}
   */
  public int inputSize() {
    int size = 1;
    for (int length : inputShape) {
      size *= length;
    }
    return size;
  }

  /**
   * Classes.
   *
   * @return floats of a prediction
   */
  public int classes() {
    return parts.getLast() instanceof Part.Dense dense ? dense.outputs() : 0;
  }

  /**
   * Whether there are dense layers only.
   *
   * @return false for networks with convolutions
   */
  public boolean isMlp() {
    return inputShape.length == 1;
  }

  /**
   * Whether a step is the same in all libraries.
   *
   * @return false if there are random numbers in it
   */
  public boolean isDeterministic() {
    return parts.stream().noneMatch(Part.Dropout.class::isInstance);
  }

  /**
   * For tables.
   *
   * @return name of the network
   */
  public String title() {
    return switch (network) {
      case MLP -> "MLP 784-256-128-10";
      case MNIST_CNN -> "MNIST CNN";
      case LENET5 -> "LeNet-5";
      case RESNET20 -> "ResNet-20";
      case SMALL_MLP -> "MLP 4-16-3";
    };
  }

  /**
   * For tables.
   *
   * @return name of the network, batch and update rule
   */
  public String trainingTitle() {
    return "%s (batch %d, %s)".formatted(title(), batch(), update.title);
  }
}
