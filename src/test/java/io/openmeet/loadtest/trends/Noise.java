package io.openmeet.loadtest.trends;

import java.util.Random;

/** How the nights of a simulated series vary; the standard deviation is always 1. */
enum Noise {
  NORMAL {
    @Override
    double[] nights(int number, Random random) {
      return random.doubles(number, 0, 1).map(any -> random.nextGaussian()).toArray();
    }
  },
  /** Skewed: the logarithm of the value has a deviation of 5 %, or 50 % in the second model. */
  LOGNORMAL {
    @Override
    double[] nights(int number, Random random) {
      return lognormal(number, random, 0.05);
    }
  },
  SKEWED_LOGNORMAL {
    @Override
    double[] nights(int number, Random random) {
      return lognormal(number, random, 0.5);
    }
  },
  /** Neighbours have a correlation of 0.3. */
  AUTOCORRELATED {
    @Override
    double[] nights(int number, Random random) {
      return autocorrelated(number, random, 0.3);
    }
  },
  STRONGLY_AUTOCORRELATED {
    @Override
    double[] nights(int number, Random random) {
      return autocorrelated(number, random, 0.5);
    }
  },
  /** Half of the nights in each of two modes. */
  BIMODAL {
    @Override
    double[] nights(int number, Random random) {
      return bimodal(number, random, 0.5, 0.3);
    }
  },
  /** 30 % of the nights in the slow mode. */
  LOPSIDED_BIMODAL {
    @Override
    double[] nights(int number, Random random) {
      return bimodal(number, random, 0.3, 0.3);
    }
  },
  /** 20 % of the nights in the slow mode. */
  RARELY_SLOW {
    @Override
    double[] nights(int number, Random random) {
      return bimodal(number, random, 0.2, 0.3);
    }
  },
  /** Student's t with 3 degrees of freedom: outliers. */
  HEAVY_TAILED {
    @Override
    double[] nights(int number, Random random) {
      double[] nights = new double[number];
      for (int night = 0; night < number; night++) {
        double squares = 0;
        for (int degree = 0; degree < 3; degree++) {
          squares += Math.pow(random.nextGaussian(), 2);
        }
        nights[night] = random.nextGaussian() / Math.sqrt(squares / 3) / Math.sqrt(3);
      }
      return nights;
    }
  };

  abstract double[] nights(int number, Random random);

  private static double[] lognormal(int number, Random random, double sigma) {
    double variance = Math.exp(sigma * sigma) * Math.expm1(sigma * sigma);
    double[] nights = new double[number];
    for (int night = 0; night < number; night++) {
      double centred = Math.exp(sigma * random.nextGaussian()) - Math.exp(sigma * sigma / 2);
      nights[night] = centred / Math.sqrt(variance);
    }
    return nights;
  }

  private static double[] autocorrelated(int number, Random random, double correlation) {
    double[] nights = new double[number];
    nights[0] = random.nextGaussian();
    for (int night = 1; night < number; night++) {
      nights[night] =
          correlation * nights[night - 1]
              + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }
    return nights;
  }

  private static double[] bimodal(int number, Random random, double slow, double withinMode) {
    double distance = Math.sqrt((1 - withinMode * withinMode) / (slow * (1 - slow)));
    double[] nights = new double[number];
    for (int night = 0; night < number; night++) {
      double mode = random.nextDouble() < slow ? (1 - slow) * distance : -slow * distance;
      nights[night] = mode + withinMode * random.nextGaussian();
    }
    return nights;
  }
}
