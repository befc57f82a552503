/*
 * Copyright 2026 the Waypost authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.waypost.plugins.dnslists;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.waypost.api.extension.ConnectionPolicy;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.NameLookup;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.Parameters;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.plugins.outcome.Score;

/** Judges clients by the sum of the weights of the lists that they are on. */
public final class DnsListPolicy implements ConnectionPolicy {

  private static final System.Logger LOG = System.getLogger(DnsListPolicy.class.getName());
  private static final int THREADS = 16;

  private List<DnsList> lists;
  private OptionalDouble refuseFrom;
  private OptionalDouble trustUpTo;
  private Duration limit;
  private boolean temporary;
  private NameLookup names;
  private ListHealth health;
  private ThreadPoolExecutor askers;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    lists = parameters.list("lists").stream().map(DnsList::parse).toList();
    if (lists.isEmpty()) {
      throw new IllegalArgumentException("Parameter lists is empty");
    }
    refuseFrom = Score.of(parameters, "refuseFrom");
    trustUpTo = Score.of(parameters, "trustUpTo");
    limit = parameters.duration("dnsTimeout");
    temporary = parameters.flag("temporary");
    names = context.names();
    health = new ListHealth(names);
    askers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(1000),
            task -> {
              Thread thread = new Thread(task, "waypost-dns-lists");
              thread.setDaemon(true);
              return thread;
            });
    askers.allowCoreThreadTimeOut(true);
  }

  @Override
  public void stop() {
    askers.shutdownNow();
  }

  @Override
  public Opinion judge(SessionInfo session) throws InterruptedException {
    InetAddress client = session.remote().getAddress();
    if (session.user() != null || isLocal(client)) {
      return Opinion.none();
    }
    List<String> on = new ArrayList<>();
    double sum = 0;
    for (DnsList each : listing(client)) {
      on.add(each.zone());
      sum += each.weight();
    }
    if (!on.isEmpty() && refuseFrom.isPresent() && sum >= refuseFrom.getAsDouble()) {
      String words =
          "Client host [" + client.getHostAddress() + "] is listed by " + String.join(", ", on);
      return Opinion.refused(
          temporary
              ? Verdict.temporary(450, "4.7.1", words)
              : Verdict.permanent(554, "5.7.1", words));
    }
    boolean trusted = !on.isEmpty() && trustUpTo.isPresent() && sum <= trustUpTo.getAsDouble();
    return trusted ? Opinion.trusted() : Opinion.none();
  }

  private static boolean isLocal(InetAddress client) {
    return client.isLoopbackAddress()
        || client.isSiteLocalAddress()
        || client.isLinkLocalAddress()
        // RFC 4193: fc00::/7
        || (client.getAddress().length == 16 && (client.getAddress()[0] & 0xfe) == 0xfc);
  }

  private List<DnsList> listing(InetAddress client) throws InterruptedException {
    List<Callable<Boolean>> questions = new ArrayList<>();
    for (DnsList each : lists) {
      questions.add(() -> each.lists(names.addresses(each.nameOf(client))) && health.isSound(each));
    }
    List<Future<Boolean>> answers =
        askers.invokeAll(questions, limit.toMillis(), TimeUnit.MILLISECONDS);
    List<DnsList> listing = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      try {
        if (answers.get(i).get()) {
          listing.add(lists.get(i));
        }
      } catch (ExecutionException | CancellationException e) {
        LOG.log(System.Logger.Level.DEBUG, "List {0} gave no answer", lists.get(i).zone());
      }
    }
    return listing;
  }
}
