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
package org.waypost.classification;

import java.util.List;
import java.util.Optional;
import org.waypost.api.extension.BounceClassifier;
import org.waypost.api.mail.Reply;
import org.waypost.extensions.Active;
import org.waypost.extensions.Answer;
import org.waypost.extensions.Slot;

/** Asks the bounce classifiers of plug-ins; the first opinion holds, one that fails has none. */
public final class PluginClassifiers implements Classifier.Asked {

  private final Slot<BounceClassifier> slot;

  /** Asks what is in this slot. */
  public PluginClassifiers(Slot<BounceClassifier> slot) {
    this.slot = slot;
  }

  @Override
  public Optional<Classifier.Classification> about(Refusal refusal) {
    List<Active<BounceClassifier>> all = slot.active();
    if (all.isEmpty() || refusal.code() < 400) {
      return Optional.empty();
    }
    Reply reply = new Reply(refusal.code(), refusal.status(), refusal.text());
    String host = refusal.host() == null ? "" : refusal.host();
    for (Active<BounceClassifier> each : all) {
      Optional<Category> category = opinion(each, reply, host);
      if (category.isPresent()) {
        return Optional.of(new Classifier.Classification(category.get(), "plug-in " + each.name()));
      }
    }
    return Optional.empty();
  }

  /** A word that is no category is a fault of the plug-in, and counted as one. */
  private static Optional<Category> opinion(
      Active<BounceClassifier> classifier, Reply reply, String host) {
    Answer<Optional<Category>> answer =
        classifier.call(it -> it.classify(reply, host).map(Category::of));
    return answer instanceof Answer.Given<Optional<Category>> given
        ? given.value()
        : Optional.empty();
  }
}
