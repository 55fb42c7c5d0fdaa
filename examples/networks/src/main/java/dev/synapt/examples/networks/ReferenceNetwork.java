package dev.synapt.examples.networks;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

/** The networks of this package with what the processor made of them. */
public enum ReferenceNetwork {
  /** {@link Mlp}. */
  MLP {
    @Override
    Model<?, ?> model() {
      return new Model<>(MlpWeights::new, MlpTrainer::new, MlpNetwork::new, MlpNetwork::share);
    }
  },
  /** {@link MnistCnn}. */
  MNIST_CNN {
    @Override
    Model<?, ?> model() {
      return new Model<>(
          MnistCnnWeights::new, MnistCnnTrainer::new, MnistCnnNetwork::new, MnistCnnNetwork::share);
    }
  },
  /** {@link LeNet5}. */
  LENET5 {
    @Override
    Model<?, ?> model() {
      return new Model<>(
          LeNet5Weights::new, LeNet5Trainer::new, LeNet5Network::new, LeNet5Network::share);
    }
  },
  /** {@link ResNet20}. */
  RESNET20 {
    @Override
    Model<?, ?> model() {
      return new Model<>(
          ResNet20Weights::new, ResNet20Trainer::new, ResNet20Network::new, ResNet20Network::share);
    }
  },
  /** {@link SmallMlp}. */
  SMALL_MLP {
    @Override
    Model<?, ?> model() {
      return new Model<>(
          SmallMlpWeights::new, SmallMlpTrainer::new, SmallMlpNetwork::new, SmallMlpNetwork::share);
    }
  };

  /** Made when it is asked for: a program that uses one network loads no class of the others. */
  abstract Model<?, ?> model();

  /** Ties the classes of one network together, so that nothing needs a cast. */
  record Model<W extends Weights, N extends InferenceNetwork>(
      Supplier<W> weights,
      Supplier<Trainer<W>> trainer,
      Function<W, N> network,
      Function<N, InferenceNetwork> share) {

    W weights(long seed) {
      W initialized = weights.get();
      initialized.initialize(seed);
      return initialized;
    }

    InferenceNetwork load(Path file) throws IOException {
      W loaded = weights.get();
      loaded.load(file);
      return network.apply(loaded);
    }

    Supplier<InferenceNetwork> networks(long seed) {
      N first = network.apply(weights(seed));
      return () -> share.apply(first);
    }

    Trainer<W> trainer(long seed) {
      Trainer<W> initialized = trainer.get();
      initialized.initialize(seed);
      return initialized;
    }
  }

  /**
   * Random weights.
   *
   * @param seed the same seed gives the same weights
   * @return new weights
   */
  public Weights weights(long seed) {
    return model().weights(seed);
  }

  /**
   * A trainer that starts from {@link #weights}.
   *
   * @param seed the same seed gives the same training
   * @return a new trainer, to be closed
   */
  public Trainer<?> trainer(long seed) {
    return model().trainer(seed);
  }

  /**
   * Networks with {@link #weights}.
   *
   * @param seed the same seed gives the same networks
   * @return gives a new network at each call; all share their weights
   */
  public Supplier<InferenceNetwork> networks(long seed) {
    return model().networks(seed);
  }

  /**
   * A network with weights from a file.
   *
   * @param file written by {@link Weights#save}
   * @return a new network
   * @throws IOException if it cannot be read
   */
  public InferenceNetwork load(Path file) throws IOException {
    return model().load(file);
  }
}
