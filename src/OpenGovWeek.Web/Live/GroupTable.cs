namespace OpenGovWeek.Web.Live;

/// <summary>A connection's place in a group.</summary>
internal sealed class Membership(Listener listener, GroupTable.Group group)
{
    public Listener Listener { get; } = listener;

    public GroupTable.Group Group { get; } = group;

    /// <summary>Position among the group's members.</summary>
    public int Index { get; set; }
}

/// <summary>
/// Who is in which group. Joining and leaving cost the same however large the group is; sending goes over an array that is made
/// once after the members changed and is never written again.
/// </summary>
internal sealed class GroupTable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Group> groups = [];

    /// <summary>Adds the connection.</summary>
    /// <returns>False when it was in the group already.</returns>
    public bool Join(Listener listener, string name)
    {
        lock (gate)
        {
            if (listener.Memberships.Exists(m => m.Group.Name == name))
            {
                return false;
            }

            if (!groups.TryGetValue(name, out var group))
            {
                groups[name] = group = new Group(name);
            }

            var membership = new Membership(listener, group) { Index = group.Members.Count };
            group.Members.Add(membership);
            group.Snapshot = null;
            listener.Memberships.Add(membership);
            return true;
        }
    }

    /// <summary>Removes the connection from the groups whose names match.</summary>
    public void Leave(Listener listener, Predicate<string> names)
    {
        lock (gate)
        {
            for (var i = listener.Memberships.Count - 1; i >= 0; i--)
            {
                var membership = listener.Memberships[i];
                if (names(membership.Group.Name))
                {
                    Remove(membership);
                    listener.Memberships.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>The members at this moment.</summary>
    public Listener[] Members(string name)
    {
        lock (gate)
        {
            return groups.TryGetValue(name, out var group)
                ? group.Snapshot ??= [.. group.Members.Select(m => m.Listener)]
                : [];
        }
    }

    /// <summary>Somebody is in the group.</summary>
    public bool Any(string name)
    {
        lock (gate)
        {
            return groups.ContainsKey(name);
        }
    }

    private void Remove(Membership membership)
    {
        var group = membership.Group;
        var last = group.Members[^1];
        group.Members[membership.Index] = last;
        last.Index = membership.Index;
        group.Members.RemoveAt(group.Members.Count - 1);
        group.Snapshot = null;
        if (group.Members.Count == 0)
        {
            groups.Remove(group.Name);
        }
    }

    internal sealed class Group(string name)
    {
        public string Name { get; } = name;

        public List<Membership> Members { get; } = new(1);

        public Listener[]? Snapshot { get; set; }
    }
}
