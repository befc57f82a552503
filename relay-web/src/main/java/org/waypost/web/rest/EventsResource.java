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
package org.waypost.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.waypost.events.LiveEvents;
import org.waypost.stats.Statistics;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /events}: what happens to mail, and the figures, as server-sent events. */
@Path("/events")
@RequestScoped
public class EventsResource {

  @Inject LiveEvents live;
  @Inject Statistics statistics;

  /** A stream that begins now. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(@Context SseEventSink sink, @Context Sse sse) {
    if (live.show(new Stream(sink, sse, statistics)).isEmpty()) {
      throw new ProblemException(Problem.of(503, "There are too many streams of events already."));
    }
  }

  private record Stream(SseEventSink sink, Sse sse, Statistics statistics)
      implements LiveEvents.Spectator {

    private static final int SECONDS = 30;

    @Override
    public void event(String json) throws IOException {
      send("mail", json);
    }

    @Override
    public void tick() throws IOException {
      send("stats", JsonView.stats(statistics.snapshot()).build().toString());
    }

    @Override
    public void end() {
      sink.close();
    }

    private void send(String name, String json) throws IOException {
      if (sink.isClosed()) {
        throw new IOException("The stream is closed");
      }
      try {
        sink.send(sse.newEventBuilder().name(name).data(String.class, json).build())
            .toCompletableFuture()
            .get(SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("The stream does not take more", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      }
    }
  }
}
