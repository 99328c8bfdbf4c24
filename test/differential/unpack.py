"""Unpacks the layers of many small images for real, and prints what is then there: the judge of layer-stacks.test.ts.

usage: unpack.py STACKS, where STACKS/<image>/<layer>.tar are the layers. Prints {image: {visible}} or {image: {refused}} as JSON.

It shares nothing with the program: tarfile reads the archives, the kernel resolves links (chroot, so it needs root), and the rules are those of
OCI image-spec layer.md, "Applying Changesets": entries in their order; what stands in the way of one is removed, but a directory stays
for a directory; missing parents are made; a whiteout or an opaque marker hides what LOWER layers have and never what its own layer has
(umoci's way; Docker's own unpacker lets a whiteout remove an entry of its layer that came before it, against layer.md).
umoci 0.4.7 agrees with it on all files; it makes no parent directories for markers, which Docker's does.
"""
import json
import os
import shutil
import stat
import sys
import tarfile

WHITEOUT = ".wh."
OPAQUE = ".wh..wh..opq"
# A whiteout of nothing, of the directory itself or of its parent: no program writes them, and layer.md gives them no meaning.
EMPTY = {WHITEOUT, WHITEOUT + ".", WHITEOUT + ".."}


class Refused(Exception):
    """Engines fail here: nobody can run the image, and nothing is claimed of it."""


def clean(name):
    """The path below the root, `..` taken lexically: Docker and containerd clean names before they look at the disk."""
    parts = []
    for part in name.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def real(path):
    """The path with its parent's links followed by the kernel."""
    parent, name = os.path.split(path)
    return os.path.join(os.path.realpath(parent), name)


def note_links(path, written):
    """Remembers through which links a layer wrote: to replace one of them later in the same layer leaves its entries at two places."""
    for end, char in enumerate(path):
        if char == "/" and end > 0 and os.path.islink(path[:end]):
            written.add(("through", real(path[:end])))


def make_parents(path, written):
    parent = os.path.dirname(path)
    try:
        if stat.S_ISDIR(os.stat(parent).st_mode):
            return
        raise Refused("parent is no directory")
    except FileNotFoundError:
        if os.path.islink(parent):
            raise Refused("parent is a link to nothing")
    except OSError as error:
        raise Refused(str(error))
    make_parents(parent, written)
    os.mkdir(parent)
    written.add(real(parent))


def remove(path, written):
    if ("through", real(path)) in written:
        raise Refused("a link that the same layer wrote through is replaced: the fold shows both places")
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.remove(path)
    gone = real(path)
    for one in [one for one in written if one == gone or (isinstance(one, str) and one.startswith(gone + "/"))]:
        written.discard(one)


def hide(path, written):
    """Removes what lower layers have at a path; `written` is what this layer put there."""
    if not os.path.lexists(path):
        return
    own = real(path) in written
    if os.path.isdir(path) and not os.path.islink(path):
        for name in os.listdir(path):
            hide(os.path.join(path, name), written)
        if not own and not os.listdir(path):
            os.rmdir(path)
    elif not own:
        os.remove(path)


def apply_entry(archive, member, written):
    path = clean(member.name)
    if path == "/":
        return
    name = os.path.basename(path)
    # Names that begin with two marks are aufs' own (.wh..wh.plnk).
    if name in EMPTY or (name.startswith(WHITEOUT + WHITEOUT) and name != OPAQUE):
        return
    make_parents(path, written)
    note_links(path, written)
    path = real(path)
    parent = os.path.dirname(path)
    if name == OPAQUE:
        for child in os.listdir(parent):
            hide(os.path.join(parent, child), written)
        return
    if name.startswith(WHITEOUT):
        hide(os.path.join(parent, name[len(WHITEOUT):]), written)
        return
    target = None
    if member.islnk():
        target = clean(member.linkname)
        try:
            if stat.S_ISDIR(os.lstat(target).st_mode):
                raise Refused("hard link to a directory")
        except OSError as error:
            raise Refused(str(error))
        target = real(target)
        if os.path.islink(target):
            raise Refused("hard link to a symbolic link: which engines take, and nobody writes")
        if target == path:
            raise Refused("hard link to itself")
    if os.path.lexists(path):
        both = member.isdir() and os.path.isdir(path) and not os.path.islink(path)
        if not both:
            remove(path, written)
    if member.islnk():
        if not os.path.lexists(target):
            raise Refused("hard link to what it replaced")
        os.link(target, path, follow_symlinks=False)
    elif member.issym():
        os.symlink(member.linkname, path)
    elif member.isdir():
        os.makedirs(path, exist_ok=True)
    elif member.isfifo():
        os.mkfifo(path)
    else:
        with open(path, "wb") as out:
            out.write(archive.extractfile(member).read())
    written.add(path)


def listing():
    visible = {}
    for directory, folders, files in os.walk("/"):
        for name in folders + files:
            path = os.path.join(directory, name)
            info = os.lstat(path)
            if stat.S_ISLNK(info.st_mode):
                visible[path[1:]] = ["symlink", os.readlink(path)]
            elif stat.S_ISDIR(info.st_mode):
                visible[path[1:]] = ["directory", ""]
            elif stat.S_ISFIFO(info.st_mode):
                visible[path[1:]] = ["fifo", ""]
            else:
                with open(path) as content:
                    visible[path[1:]] = ["file", content.read()]
    return visible


def unpack(layers):
    for layer in layers:
        written = set()
        for member in layer.getmembers():
            try:
                apply_entry(layer, member, written)
            except Refused as error:
                return {"refused": "%s: %s" % (member.name, error)}
    return {"visible": listing()}


def main():
    stacks = sys.argv[1]
    outside = os.open("/", os.O_RDONLY)
    answers = {}
    for image in sorted(os.listdir(stacks)):
        place = os.path.join(stacks, image)
        names = sorted((name for name in os.listdir(place) if name.endswith(".tar")), key=lambda name: int(name[:-4]))
        layers = [tarfile.open(os.path.join(place, name)) for name in names]
        root = os.path.join(place, "root")
        os.mkdir(root)
        os.chroot(root)
        os.chdir("/")
        try:
            answers[image] = unpack(layers)
        finally:
            os.fchdir(outside)
            os.chroot(".")
    json.dump(answers, sys.stdout)


main()
