package dev.synapt.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WorkerTeamTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void everyPartIsDoneOnceARound(int workers) {
    int[] done = new int[workers];
    try (WorkerTeam team = new WorkerTeam(workers, false)) {
      assertEquals(workers, team.workers());
      for (int round = 1; round <= 500; round++) {
        team.run((worker, of) -> {
          assertEquals(workers, of);
          done[worker]++;
        });
        for (int count : done) {
          assertEquals(round, count);
        }
      }
    }
  }

  /** Plain writes of one round are seen by every thread in the next, whatever part it does. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void whatOneRoundWritesTheNextReads(int workers) {
    long[] cells = new long[workers];
    try (WorkerTeam team = new WorkerTeam(workers, false)) {
      for (int round = 1; round <= 1_000; round++) {
        int last = round - 1;
        team.run((worker, of) -> {
          int neighbour = (worker + 1) % of;
          if (cells[neighbour] < last) {
            throw new AssertionError("saw " + cells[neighbour] + " in round " + (last + 1));
          }
        });
        team.run((worker, of) -> cells[worker]++);
      }
    }
    long[] expected = new long[workers];
    java.util.Arrays.fill(expected, 1_000);
    assertArrayEquals(expected, cells);
  }

  @Test
  void eachWorkerIsAlwaysTheSameThread() {
    List<Thread> threads = new ArrayList<>(List.of(Thread.currentThread()));
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (WorkerTeam team = new WorkerTeam(3, false)) {
      for (int round = 0; round < 100; round++) {
        team.run((worker, of) -> seen.add(worker + " " + Thread.currentThread().threadId()));
      }
    }
    assertEquals(3, seen.size());
    assertTrue(seen.contains("0 " + threads.getFirst().threadId()), "the caller does part 0");
  }

  /** Helpers sleep when nothing comes for a while, and wake up again. */
  @Test
  void worksAfterAPause() throws InterruptedException {
    int[] done = new int[2];
    try (WorkerTeam team = new WorkerTeam(2, false)) {
      for (int round = 0; round < 10; round++) {
        team.run((worker, of) -> done[worker]++);
        Thread.sleep(5);
      }
    }
    assertArrayEquals(new int[] {10, 10}, done);
  }

  /** The caller sleeps too when a helper takes long. */
  @Test
  void waitsForASlowHelper() {
    boolean[] finished = new boolean[1];
    try (WorkerTeam team = new WorkerTeam(2, false)) {
      team.run((worker, of) -> {
        if (worker == 1) {
          sleep(50);
          finished[0] = true;
        }
      });
      assertTrue(finished[0]);
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whatAPartThrowsTheCallerGets(int failing) {
    IllegalStateException failure = new IllegalStateException("part " + failing);
    int[] done = new int[3];
    try (WorkerTeam team = new WorkerTeam(3, false)) {
      assertSame(
          failure,
          assertThrows(
              IllegalStateException.class,
              () ->
                  team.run((worker, of) -> {
                    done[worker]++;
                    if (worker == failing) {
                      throw failure;
                    }
                  })));
      assertArrayEquals(new int[] {1, 1, 1}, done, "the others finish first");
      team.run((worker, of) -> done[worker]++);
      assertArrayEquals(new int[] {2, 2, 2}, done, "and the team goes on");
    }
  }

  @Test
  void errorsToo() {
    try (WorkerTeam team = new WorkerTeam(2, false)) {
      assertThrows(
          AssertionError.class,
          () ->
              team.run((worker, of) -> {
                if (worker == 1) {
                  throw new AssertionError("in a helper");
                }
              }));
    }
  }

  @Test
  void anInterruptDoesNotCutARoundShort() {
    boolean[] finished = new boolean[1];
    try (WorkerTeam team = new WorkerTeam(2, false)) {
      Thread.currentThread().interrupt();
      team.run((worker, of) -> {
        if (worker == 1) {
          sleep(20);
          finished[0] = true;
        }
      });
      assertTrue(finished[0]);
      assertTrue(Thread.interrupted(), "whoever interrupted is still heard");
    }
  }

  @Test
  void closingEndsTheHelpers() throws InterruptedException {
    List<Thread> helpers = new ArrayList<>();
    WorkerTeam team = new WorkerTeam(3, false);
    team.run((worker, of) -> {
      if (worker > 0) {
        synchronized (helpers) {
          helpers.add(Thread.currentThread());
        }
      }
    });
    assertEquals(2, helpers.size());
    assertTrue(helpers.stream().allMatch(Thread::isDaemon), "they never keep a program alive");
    team.close();
    team.close();
    for (Thread helper : helpers) {
      helper.join(10_000);
      assertFalse(helper.isAlive(), helper::getName);
    }
  }

  @Test
  void aTeamHasAtLeastOneWorker() {
    for (int workers : new int[] {0, -1}) {
      IllegalArgumentException failure =
          assertThrows(IllegalArgumentException.class, () -> new WorkerTeam(workers, false));
      assertEquals("threads must be at least 1, but are " + workers, failure.getMessage());
    }
  }

  @Test
  void aRoundAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[] done = new int[2];
    WorkerTeam.Task task = (worker, of) -> done[worker]++;
    try (WorkerTeam team = new WorkerTeam(2, false)) {
      for (int round = 0; round < 1_000; round++) {
        team.run(task);
      }
      long least = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 5; attempt++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < 1_000; round++) {
          team.run(task);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertEquals(0, least, "bytes in 1,000 rounds");
    }
  }

  @Test
  void aTeamForSmallTasksLeavesThemToTheCaller() {
    try (WorkerTeam team = new WorkerTeam(3, true)) {
      Thread caller = Thread.currentThread();
      int[] calls = new int[1];
      team.run((worker, workers) -> {
        assertEquals(0, worker);
        assertEquals(1, workers);
        assertEquals(caller, Thread.currentThread());
        calls[0]++;
      });
      assertEquals(1, calls[0]);
      assertEquals(3, team.workers());
    }
  }
}
